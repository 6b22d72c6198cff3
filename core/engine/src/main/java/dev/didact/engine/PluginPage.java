package dev.didact.engine;

import dev.didact.engine.internal.page.MarkdownPage;

/// The documentation of a plugin, made of what its manifest says and nothing else.
public final class PluginPage {
    private PluginPage() {}

    /// A page in Markdown: what the plugin is, each contribution with the lines of a recipe that use it and a table of
    /// its settings, and what its code says that it will do. The same plugin gives the same page; neither its hash nor
    /// its state is in it.
    public static String markdown(PluginCard plugin) {
        return new MarkdownPage(plugin).text();
    }
}
