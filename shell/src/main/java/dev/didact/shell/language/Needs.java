package dev.didact.shell.language;

/// What a verb must have at hand before it can start. It decides what is loaded, which keeps a short line cheap.
public enum Needs {
    NOTHING,
    WORKSPACE,
    PLUGINS,
    JOURNAL
}
