package dev.elsewise.math;

import java.nio.charset.StandardCharsets;

/**
 * A family of random streams: every number is a function of (seed, purpose, index, place in the stream), so it depends
 * on no thread, no order of work and no other draw.
 *
 * <p>The generator is Philox4x32-10 of J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers:
 * as easy as 1, 2, 3", SC '11, DOI 10.1145/2063384.2063405. The 64-bit key comes from seed and purpose; the 128-bit
 * counter holds the index (64 bits) and the block within the stream (64 bits). For one purpose, different seeds have
 * different keys, so their streams are distinct. Cost: one block of 128 bits takes ten rounds of two multiplications,
 * about 10 ns.
 *
 * @param key what seed and purpose were mixed into
 */
public record Streams(long key) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** The family of streams for one purpose, such as "folds" or "slate". */
    public static Streams of(long seed, String purpose) {
        long hash = FNV_OFFSET;
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return new Streams(mix(seed + mix(hash)));
    }

    /** One stream of the family, from its beginning. */
    public static RandomStream of(long seed, String purpose, long index) {
        return of(seed, purpose).at(index);
    }

    /** The stream of that index, from its beginning. */
    public RandomStream at(long index) {
        return new RandomStream(key, index);
    }

    /** The first 64 bits of the stream of that index. */
    public long bits(long index) {
        return Philox.low(key, index, 0);
    }

    /** The first number of the stream of that index, uniform in the open interval (0, 1): one draw a row, say. */
    public double uniform(long index) {
        return RandomStream.unit(bits(index));
    }

    /** The first number of the stream of that index, as a standard normal. */
    public double normal(long index) {
        return NormalQuantile.of(uniform(index));
    }

    /** A bijection of the 64-bit words in which every input bit moves every output bit (the finaliser of SplitMix64). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
