package dev.elsewise.question;

/** The population whose average effect is asked for. */
public enum Target {
    EVERYONE("everyone"),
    TREATED("the treated"),
    UNTREATED("the untreated"),
    OVERLAP("the overlap population"),
    COMPLIERS("the compliers");

    private final String words;

    Target(String words) {
        this.words = words;
    }

    /** The population in words, as a sentence needs it. */
    public String words() {
        return words;
    }
}
