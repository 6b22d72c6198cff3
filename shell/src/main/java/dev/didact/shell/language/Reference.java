package dev.didact.shell.language;

/// The kinds of thing that a word of a line can name. Completion asks the [Vocabulary] for the names of a kind.
public enum Reference {
    VERB("verb"),
    RUN("run"),
    SAMPLE("sample"),
    RECIPE("recipe"),
    SOURCE("source"),
    GENERATOR("generator"),
    RUBRIC("rubric"),
    PACK("pack"),
    TASK("task"),
    MODEL("model"),
    LEARNER("learner"),
    EXPORTER("exporter"),
    PLUGIN("plugin"),
    COMPONENT("component"),
    ARM("arm"),
    CRITERION("criterion"),
    PATH("path in the draft"),
    ERROR("error code");

    private final String word;

    Reference(String word) {
        this.word = word;
    }

    /// How the kind is called in messages.
    public String word() {
        return word;
    }
}
