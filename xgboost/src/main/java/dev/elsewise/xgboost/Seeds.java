package dev.elsewise.xgboost;

/** Seeds for XGBoost's own generator: a function of the problem's seed, the purpose and the model alone. */
final class Seeds {
    private Seeds() {}

    /** Not negative, as XGBoost wants them. */
    static int of(long seed, String purpose, int model) {
        long word = mix(seed + mix(purpose.hashCode() + ((long) model << 32)));
        return (int) (word >>> 33);
    }

    /** The finaliser of SplitMix64, a bijection in which every input bit moves every output bit. */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
