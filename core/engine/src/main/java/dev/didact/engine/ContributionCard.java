package dev.didact.engine;

import dev.didact.engine.internal.page.Settings;
import dev.didact.engine.internal.page.Snippet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What is known of a contribution from its manifest, without loading a class.
///
/// @param kind what it is
/// @param id its short name, unique within its kind and plugin
/// @param title what it is, in a few words
/// @param description what it is for; may be empty
/// @param stability `stable` or `preview`
/// @param plugin id of its plugin
/// @param version version of its plugin
/// @param sha256 hash of its plugin's archive; part of the identity of all that it makes
/// @param schema JSON Schema of its configuration, with defaults
public record ContributionCard(
        Kind kind,
        String id,
        String title,
        String description,
        String stability,
        String plugin,
        String version,
        String sha256,
        Schema schema) {
    /// A contribution whose schema is there.
    public ContributionCard(
            Kind kind,
            String id,
            String title,
            String description,
            String stability,
            String plugin,
            String version,
            String sha256,
            ObjectNode config) {
        this(kind, id, title, description, stability, plugin, version, sha256, Schema.of(config));
    }

    /// JSON Schema of its configuration, with defaults.
    ///
    /// @throws ProblemException if its plugin is gone
    public ObjectNode config() {
        return schema.tree();
    }

    /// Lines that use it: part of a recipe, or of an exporter the command.
    public String example() {
        return Snippet.of(this);
    }

    /// Its full name: `dev.didact.briefs.rank`.
    public String fullId() {
        return plugin + "." + id;
    }

    /// What can be set under `with`, in the order of the schema.
    public List<SettingCard> settings() {
        return Settings.of(config());
    }

    /// Its full name with the version: `dev.didact.briefs.rank@0.1.0`.
    public String reference() {
        return fullId() + "@" + version;
    }
}
