package dev.elsewise.math;

/**
 * A random number without a state: the same seed, purpose and index give the same 64 bits, in any order and on any
 * thread. The three words go one after the other through the finaliser of SplitMix64 (Steele, Lea and Flood 2014, doi
 * 10.1145/2660193.2660195), which is a bijection of each in turn.
 */
public final class Mix64 {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Mix64() {}

    /** 64 well mixed bits. */
    public static long mix(long seed, long purpose, long index) {
        return finish(finish(finish(seed + GOLDEN) + purpose + GOLDEN) + index + GOLDEN);
    }

    /** A bijection of the 64-bit words that spreads every bit over all. */
    public static long finish(long word) {
        long z = (word ^ (word >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
