package dev.elsewise.data.spi;

/** A number of bytes as messages say it. */
final class Megabytes {
    private Megabytes() {}

    static String of(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20) + " MB";
    }
}
