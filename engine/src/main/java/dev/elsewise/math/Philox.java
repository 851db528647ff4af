package dev.elsewise.math;

/**
 * The Philox4x32-10 block function: a bijection of 128-bit counters for each 64-bit key. Salmon, Moraes, Dror and Shaw
 * 2011, DOI 10.1145/2063384.2063405.
 */
final class Philox {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long WORD = 0xffffffffL;

    private Philox() {}

    /**
     * Writes the block of a counter into {@code out[0..1]}: words 0 and 1, then words 2 and 3, each pair with its lower
     * word in the lower half.
     */
    static void block(long key, long counterLow, long counterHigh, long[] out) {
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        long c0 = counterLow & WORD;
        long c1 = counterLow >>> 32;
        long c2 = counterHigh & WORD;
        long c3 = counterHigh >>> 32;
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = MULTIPLIER_0 * c0;
            long p1 = MULTIPLIER_1 * c2;
            c0 = (p1 >>> 32) ^ c1 ^ (k0 & WORD);
            c1 = p1 & WORD;
            c2 = (p0 >>> 32) ^ c3 ^ (k1 & WORD);
            c3 = p0 & WORD;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        out[0] = c0 | c1 << 32;
        out[1] = c2 | c3 << 32;
    }

    /** The lower 64 bits of a block. */
    static long low(long key, long counterLow, long counterHigh) {
        long[] out = new long[2];
        block(key, counterLow, counterHigh, out);
        return out[0];
    }
}
