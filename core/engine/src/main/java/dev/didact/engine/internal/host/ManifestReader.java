package dev.didact.engine.internal.host;

import dev.didact.engine.Kind;
import dev.didact.engine.Schema;
import dev.didact.engine.internal.host.Manifest.Data;
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
    private static final String TASKS = "tasks";
    private static final Set<String> DATA_KINDS = Set.of("packs", TASKS, "recipes", "prompts");
    private static final Set<String> DATA = Set.of("id", "data");
    private static final Pattern FILE = Pattern.compile("(?!.*(^|/)\\.\\.?(/|$))[^/\\\\:]+(/[^/\\\\:]+)*");
    private static final Set<String> REQUIRES = Set.of("didactApi", "java", "plugins");
    private static final Set<String> CONTRIBUTION =
            Set.of("id", "class", "title", "description", "stability", "config");
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_RANGE = 100;
    private static final int LONGEST_DESCRIPTION = 2000;
    private static final String ID_IN_WORDS = "small letters, digits, '-' and '.'";

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
            return new ManifestReader(Optional.empty())
                    .manifest(ManifestValue.whole(ManifestTree.read(json), Optional.of(json)));
        } catch (JacksonException e) {
            String place = Optional.ofNullable(e.getLocation())
                    .map(ManifestTree::place)
                    .orElse(Archive.MANIFEST);
            throw new BadArchiveException(
                    "its manifest breaks off or is not JSON at " + place + " (" + firstLine(e.getOriginalMessage())
                            + "); build it again",
                    e);
        }
    }

    /// Reads a manifest [without its schemas][#withoutSchemas].
    ///
    /// @param whole the manifest with them, read when one of them is asked for
    static Manifest read(JsonNode json, Supplier<Manifest> whole) throws BadArchiveException {
        return new ManifestReader(Optional.of(whole)).manifest(ManifestValue.whole(json, Optional.empty()));
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

    private Manifest manifest(ManifestValue root) throws BadArchiveException {
        if (!root.isObject()) {
            throw root.mustBe("an object");
        }
        ManifestValue schema = root.at("schema");
        if (!schema.json().isInt() || schema.json().intValue() < 1) {
            throw schema.mustBe("1 or more");
        }
        if (schema.json().intValue() > SCHEMA) {
            throw new BadArchiveException("its manifest has schema " + schema.json() + " and this Didact reads up to "
                    + SCHEMA + "; it needs a newer Didact");
        }
        noteUnknown(root, "", KEYS);
        String id = root.at("id").text(ID, LONGEST_ID, ID_IN_WORDS);
        String version = root.at("version").text(LONGEST_ID);
        Versions.check(version, "version");
        ManifestValue requires = root.at("requires");
        noteUnknown(requires, "requires.", REQUIRES);
        String api = requires.at("didactApi").text(LONGEST_RANGE, "");
        if (api.isBlank()) {
            throw new BadArchiveException(
                    "its manifest states no requires.didactApi; build it again with Didact's processor, which writes it");
        }
        Versions.checkRange(api, "requires.didactApi");
        String java = requires.at("java").text(LONGEST_RANGE, "");
        Versions.checkRange(java.isBlank() ? "*" : java, "requires.java");
        List<Declared> contributions = contributions(root.at("contributes"));
        return new Manifest(
                id,
                version,
                root.at("title").text(ManifestValue.LONGEST_LABEL, id),
                root.at("licence").text(ManifestValue.LONGEST_LABEL, ""),
                root.at("support").text(ManifestValue.LONGEST_LABEL, ""),
                api,
                java,
                plugins(requires.at("plugins")),
                DeclaredCapabilities.read(root.at("capabilities"), !contributions.isEmpty()),
                true,
                "",
                contributions,
                tasks(root.at("contributes").at(TASKS)),
                notes);
    }

    private void noteUnknown(ManifestValue object, String at, Set<String> known) throws BadArchiveException {
        object.entries().keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> notes.add("its manifest has the unknown key '" + at + key + "'"));
    }

    private static Map<String, String> plugins(ManifestValue required) throws BadArchiveException {
        var plugins = new HashMap<String, String>();
        for (Map.Entry<String, ManifestValue> entry : required.entries().entrySet()) {
            String id = entry.getKey();
            if (id.length() > LONGEST_ID || !ID.matcher(id).matches()) {
                throw entry.getValue()
                        .wrong("must have the id of a plugin as its key: " + ID_IN_WORDS + ", at most " + LONGEST_ID
                                + " characters");
            }
            String range = entry.getValue().text(LONGEST_RANGE);
            Versions.checkRange(range, "requires.plugins." + id);
            plugins.put(id, range);
        }
        return plugins;
    }

    private List<Declared> contributions(ManifestValue contributes) throws BadArchiveException {
        var found = new ArrayList<Declared>();
        for (Map.Entry<String, ManifestValue> list : contributes.entries().entrySet()) {
            Kind kind = kind(list.getKey());
            if (kind == null) {
                if (!DATA_KINDS.contains(list.getKey())) {
                    notes.add("its manifest contributes " + list.getKey() + ", which this Didact does not know");
                }
                continue;
            }
            var ids = new HashSet<String>();
            for (ManifestValue entry : list.getValue().elements()) {
                Declared declared = contribution(kind, entry);
                if (!ids.add(declared.id())) {
                    throw entry.at("id").wrong("is there twice: '" + declared.id() + "'");
                }
                found.add(declared);
            }
        }
        return found;
    }

    private List<Data> tasks(ManifestValue list) throws BadArchiveException {
        var tasks = new ArrayList<Data>();
        for (ManifestValue entry : list.elements()) {
            noteUnknown(entry, "contributes." + TASKS + "[].", DATA);
            String id = entry.at("id").text(SHORT_ID, LONGEST_ID, "small letters, digits and '-'");
            if (tasks.stream().anyMatch(task -> task.id().equals(id))) {
                throw entry.at("id").wrong("is there twice: '" + id + "'");
            }
            tasks.add(new Data(
                    id,
                    entry.at("data")
                            .text(
                                    FILE,
                                    ManifestValue.LONGEST_LABEL,
                                    "a path within the archive, such as tasks/a/task.yaml")));
        }
        return tasks;
    }

    private Declared contribution(Kind kind, ManifestValue entry) throws BadArchiveException {
        if (!entry.isObject()) {
            throw entry.mustBe("an object");
        }
        noteUnknown(entry, "contributes." + kind.plural() + "[].", CONTRIBUTION);
        String id = entry.at("id").text(SHORT_ID, LONGEST_ID, "small letters, digits and '-'");
        return new Declared(
                kind,
                id,
                entry.at("class").text(CLASS, ManifestValue.LONGEST_LABEL, "the name of a class"),
                entry.at("title").text(ManifestValue.LONGEST_LABEL, id),
                entry.at("description").text(LONGEST_DESCRIPTION, ""),
                entry.at("stability").text(ManifestValue.LONGEST_LABEL, "preview"),
                whole.isPresent() ? later(whole.get(), kind, id) : Schema.of(ConfigForm.checked(entry.at("config"))));
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

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
