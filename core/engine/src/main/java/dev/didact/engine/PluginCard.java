package dev.didact.engine;

import java.util.List;

/// What is known of a plugin.
///
/// @param id its id; the file's name where not even that is known
/// @param version its version; empty where not known
/// @param title what it is, in a few words
/// @param state where it stands in its life
/// @param reason why it stands there, where that needs saying, with the cure; else empty
/// @param licence SPDX expression; empty where not known
/// @param support where its author can be asked; may be empty
/// @param sha256 hash of its archive; empty where it could not be read
/// @param capabilities what its code will do, as its manifest says
/// @param contributions what it adds
public record PluginCard(
        String id,
        String version,
        String title,
        State state,
        String reason,
        String licence,
        String support,
        String sha256,
        Capabilities capabilities,
        List<ContributionCard> contributions) {
    public PluginCard {
        contributions = List.copyOf(contributions);
    }

    /// A plugin of which no more is known than its name.
    ///
    /// @param version its version; may be empty
    /// @param sha256 hash of its archive; may be empty
    public static PluginCard unread(String id, String version, State state, String reason, String sha256) {
        return new PluginCard(id, version, id, state, reason, "", "", sha256, Capabilities.NONE, List.of());
    }

    /// Id and version, as people name it: `org.example.essays@1.2.0`.
    public String reference() {
        return version.isEmpty() ? id : id + "@" + version;
    }

    /// Where a plugin stands in its life.
    public enum State {
        /// Its manifest is known; something that it needs is missing.
        INSTALLED,
        /// Its manifest is known and nothing is missing; its code is not loaded.
        RESOLVED,
        /// Its code is loaded.
        ACTIVE,
        /// Its code is loaded and no run uses it at the moment.
        IDLE,
        /// Taken out of use by the user.
        DISABLED,
        /// Taken out of use, for the reason given.
        QUARANTINED,
        /// Code of it that was unloaded stays in memory until the process ends, for the reason given.
        LEAKED
    }
}
