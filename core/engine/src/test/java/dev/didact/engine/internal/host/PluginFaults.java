package dev.didact.engine.internal.host;

/// Faults of plugins as the host makes them, for tests that do without a host.
public final class PluginFaults {
    private PluginFaults() {}

    /// The fault of a plugin whose code threw.
    public static PluginFault threw(String plugin, Throwable thrown) {
        return PluginFault.threw(plugin, "rubric 'one'", thrown, "", "");
    }

    /// The fault of a plugin that is out of use.
    public static PluginFault quarantined(String plugin, String reason) {
        return PluginFault.quarantined(plugin, reason);
    }
}
