package dev.didact.engine.internal.host;

import dev.didact.engine.Kind;
import dev.didact.engine.Schema;
import dev.didact.engine.internal.host.Manifest.Declared;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads `META-INF/didact/plugin.json`. Unknown keys and kinds are noted and passed over, so that a manifest of a later
/// Didact stays readable.
final class ManifestReader {
    private static final int SCHEMA = 1;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");
    private static final Pattern SHORT_ID = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern CLASS =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");
    private static final Set<String> KEYS =
            Set.of("schema", "id", "version", "title", "licence", "support", "requires", "capabilities", "contributes");
    private static final Set<String> DATA_KINDS = Set.of("packs", "tasks", "recipes", "prompts");
    private static final int LONGEST_LABEL = 300;
    private final List<String> notes = new ArrayList<>();

    /// Where the schemas are, in place of the manifest itself.
    private final Optional<Supplier<Manifest>> whole;

    private ManifestReader(Optional<Supplier<Manifest>> whole) {
        this.whole = whole;
    }

    /// Reads a manifest.
    ///
    /// @throws BadArchiveException if it is not one, with the place
    static Manifest read(byte[] json) throws BadArchiveException {
        try {
            return new ManifestReader(Optional.empty()).manifest(ManifestTree.read(json));
        } catch (JacksonException e) {
            throw new BadArchiveException(
                    "its manifest breaks off or is not JSON at " + place(e.getLocation()) + " ("
                            + firstLine(e.getOriginalMessage()) + "); build it again",
                    e);
        }
    }

    /// Reads a manifest [without its schemas][#withoutSchemas].
    ///
    /// @param whole the manifest with them, read when one of them is asked for
    static Manifest read(JsonNode json, Supplier<Manifest> whole) throws BadArchiveException {
        return new ManifestReader(Optional.of(whole)).manifest(json);
    }

    /// What a listing needs of a manifest: most of one is schemas.
    static ObjectNode withoutSchemas(byte[] json) {
        JsonNode manifest = ManifestTree.read(json);
        for (JsonNode list : manifest.path("contributes")) {
            list.forEach(entry -> {
                if (entry instanceof ObjectNode contribution) {
                    contribution.remove("config");
                }
            });
        }
        return (ObjectNode) manifest;
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null
                ? Archive.MANIFEST
                : Archive.MANIFEST + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private Manifest manifest(JsonNode root) throws BadArchiveException {
        if (!(root instanceof ObjectNode manifest)) {
            throw wrong("", "must be an object");
        }
        JsonNode schema = manifest.path("schema");
        if (!schema.isInt() || schema.asInt() < 1) {
            throw wrong("schema", "must be 1 or more but is " + shown(schema));
        }
        if (schema.asInt() > SCHEMA) {
            throw new BadArchiveException("its manifest has schema " + schema.asInt() + " and this Didact reads up to "
                    + SCHEMA + "; it needs a newer Didact");
        }
        manifest.propertyNames().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> notes.add("its manifest has the unknown key '" + key + "'"));
        String id = matching(manifest, "id", ID);
        String version = text(manifest, "version");
        Versions.check(version, "version");
        JsonNode requires = manifest.path("requires");
        String api = requires.path("didactApi").asString("");
        if (api.isBlank()) {
            throw new BadArchiveException(
                    "its manifest states no requires.didactApi; build it again with Didact's processor, which writes it");
        }
        Versions.checkRange(api, "requires.didactApi");
        String java = requires.path("java").asString("");
        Versions.checkRange(java.isBlank() ? "*" : java, "requires.java");
        List<Declared> contributions = contributions(manifest.path("contributes"));
        return new Manifest(
                id,
                version,
                label(manifest, "title", "", id),
                label(manifest, "licence", "", ""),
                label(manifest, "support", "", ""),
                api,
                java,
                plugins(requires.path("plugins")),
                DeclaredCapabilities.read(manifest.path("capabilities"), !contributions.isEmpty()),
                true,
                "",
                contributions,
                notes);
    }

    private static Map<String, String> plugins(JsonNode required) throws BadArchiveException {
        var plugins = new HashMap<String, String>();
        for (Map.Entry<String, JsonNode> entry : required.properties()) {
            String range = entry.getValue().asString("");
            Versions.checkRange(range, "requires.plugins." + entry.getKey());
            plugins.put(entry.getKey(), range);
        }
        return plugins;
    }

    private List<Declared> contributions(JsonNode contributes) throws BadArchiveException {
        var found = new ArrayList<Declared>();
        for (Map.Entry<String, JsonNode> list : contributes.properties()) {
            Kind kind = kind(list.getKey());
            if (kind == null) {
                if (!DATA_KINDS.contains(list.getKey())) {
                    notes.add("its manifest contributes " + list.getKey() + ", which this Didact does not know");
                }
                continue;
            }
            var ids = new HashSet<String>();
            int index = 0;
            for (JsonNode entry : list.getValue()) {
                Declared declared = contribution(kind, entry, "contributes." + list.getKey() + "[" + index + "]");
                if (!ids.add(declared.id())) {
                    throw wrong(
                            "contributes." + list.getKey() + "[" + index + "].id",
                            "is there twice: '" + declared.id() + "'");
                }
                found.add(declared);
                index++;
            }
        }
        return found;
    }

    /// What is shown to somebody who decides by it, beside other things.
    private static String label(JsonNode entry, String key, String at, String otherwise) throws BadArchiveException {
        String label = entry.path(key).asString(otherwise);
        if (label.length() > LONGEST_LABEL) {
            throw wrong(at + key, "must have at most " + LONGEST_LABEL + " characters but has " + label.length());
        }
        return label;
    }

    private Declared contribution(Kind kind, JsonNode entry, String at) throws BadArchiveException {
        String id = entry.path("id").asString("");
        if (!SHORT_ID.matcher(id).matches()) {
            throw wrong(at + ".id", "must be small letters, digits and '-' but is " + shown(entry.path("id")));
        }
        String className = entry.path("class").asString("");
        if (!CLASS.matcher(className).matches()) {
            throw wrong(at + ".class", "must name a class but is " + shown(entry.path("class")));
        }
        return new Declared(
                kind,
                id,
                className,
                label(entry, "title", at + ".", id),
                entry.path("description").asString(""),
                entry.path("stability").asString("preview"),
                whole.isPresent() ? later(whole.get(), kind, id) : schema(entry.path("config"), at));
    }

    private static Schema schema(JsonNode config, String at) throws BadArchiveException {
        if (config instanceof ObjectNode schema) {
            return Schema.of(schema);
        }
        throw wrong(at + ".config", "must be the schema of its configuration but is " + shown(config));
    }

    private static Schema later(Supplier<Manifest> whole, Kind kind, String id) {
        return Schema.later(() -> whole.get().contributions().stream()
                .filter(one -> one.kind() == kind && one.id().equals(id))
                .findFirst()
                .orElseThrow()
                .schema()
                .tree());
    }

    private static @Nullable Kind kind(String plural) {
        for (Kind kind : Kind.values()) {
            if (kind.plural().equals(plural)) {
                return kind;
            }
        }
        return null;
    }

    private static String matching(ObjectNode node, String key, Pattern pattern) throws BadArchiveException {
        String text = text(node, key);
        if (!pattern.matcher(text).matches()) {
            throw wrong(key, "must be small letters, digits, '-' and '.' but is '" + text + "'");
        }
        return text;
    }

    private static String text(ObjectNode node, String key) throws BadArchiveException {
        String text = node.path(key).asString("");
        if (text.isBlank()) {
            throw wrong(key, "is missing");
        }
        return text;
    }

    private static BadArchiveException wrong(String key, String message) {
        return new BadArchiveException("its manifest is wrong: " + Archive.MANIFEST + (key.isEmpty() ? "" : ": " + key)
                + " " + message + "; build it again");
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "missing" : node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
