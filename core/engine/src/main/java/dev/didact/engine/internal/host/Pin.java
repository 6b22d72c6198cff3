package dev.didact.engine.internal.host;

/// A plugin that is to be used as it was, and not in another version or with other content.
///
/// @param id its id
/// @param version its version
/// @param sha256 hash of its archive
/// @param refusal what to tell where it is not here, after the words of what is here; empty where that is told later
public record Pin(String id, String version, String sha256, String refusal) {
    /// Whether it is that of a run which began with it; else of a workspace, for its new runs.
    boolean began() {
        return refusal.isEmpty();
    }

    boolean means(HostedPlugin plugin) {
        return plugin.manifest().id().equals(id)
                && plugin.manifest().version().equals(version)
                && plugin.sha256().equals(sha256);
    }
}
