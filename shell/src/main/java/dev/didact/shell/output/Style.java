package dev.didact.shell.output;

/// Colours and signs of one stream: none where the stream is no terminal or colour was declined, plain ASCII where the
/// terminal cannot show more.
public record Style(boolean colour, boolean ascii) {

    /// For names that cannot be used, errors and alarms.
    public String red(String text) {
        return painted("31", text);
    }

    /// For what was accepted.
    public String green(String text) {
        return painted("32", text);
    }

    /// For warnings and what is undecided.
    public String yellow(String text) {
        return painted("33", text);
    }

    /// For headings and what matters most.
    public String bold(String text) {
        return painted("1", text);
    }

    /// For hints and what is beside the point.
    public String dim(String text) {
        return painted("2", text);
    }

    /// What stands for text left out.
    public String ellipsis() {
        return ascii ? "..." : "…";
    }

    private String painted(String code, String text) {
        return colour && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
