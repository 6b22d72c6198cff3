package dev.didact.engine.internal.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What lies in a store, and which of it is used.
///
/// @param index version of this form
/// @param stored every plugin whose files lie in the store
/// @param used the ones that new runs use, at most one of an id
/// @param disabled ids of plugins that are out of use, wherever they lie
record StoreIndex(int index, List<Stored> stored, List<Used> used, Set<String> disabled) {
    static final int FORM = 1;

    StoreIndex {
        stored = List.copyOf(stored);
        used = List.copyOf(used);
        disabled = Collections.unmodifiableSet(new TreeSet<>(disabled));
    }

    /// A plugin in the store.
    ///
    /// @param sha256 hash of the archive that it came in, and name of its folder
    /// @param content hash over the names and bytes of the files in its folder
    /// @param from name of the archive
    /// @param manifest what its manifest says, without the schemas; empty where it must be read from the files
    record Stored(String id, String version, String sha256, String content, String from, ObjectNode manifest) {}

    /// The plugin that new runs use.
    ///
    /// @param previous hash of the one before it; empty if there was none
    record Used(String id, String sha256, String previous) {}

    /// What a document says. Read by hand: binding records by reflection costs more than all the manifests.
    ///
    /// @throws tools.jackson.core.JacksonException if something is missing or of another type
    static StoreIndex of(JsonNode document) {
        var stored = new ArrayList<Stored>();
        for (JsonNode one : document.required("stored")) {
            stored.add(new Stored(
                    text(one, "id"),
                    text(one, "version"),
                    text(one, "sha256"),
                    text(one, "content"),
                    text(one, "from"),
                    one.path("manifest") instanceof ObjectNode manifest
                            ? manifest
                            : JsonNodeFactory.instance.objectNode()));
        }
        var used = new ArrayList<Used>();
        for (JsonNode one : document.required("used")) {
            used.add(new Used(text(one, "id"), text(one, "sha256"), text(one, "previous")));
        }
        var disabled = new TreeSet<String>();
        document.required("disabled").forEach(id -> disabled.add(id.stringValue()));
        return new StoreIndex(document.required("index").intValue(), stored, used, disabled);
    }

    private static String text(JsonNode node, String name) {
        return node.required(name).stringValue();
    }

    static StoreIndex empty() {
        return new StoreIndex(FORM, List.of(), List.of(), Set.of());
    }

    Optional<Used> used(String id) {
        return used.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    Optional<Stored> stored(String sha256) {
        return stored.stream().filter(one -> one.sha256().equals(sha256)).findFirst();
    }

    /// The files of the plugins that new runs use.
    List<Stored> inUse() {
        var byHash = new HashMap<String, Stored>();
        stored.forEach(one -> byHash.put(one.sha256(), one));
        return used.stream()
                .flatMap(one -> Stream.ofNullable(byHash.get(one.sha256())))
                .toList();
    }

    /// With a plugin that is used from now on, in place of another of its id.
    StoreIndex using(Stored plugin) {
        Optional<Used> now = used(plugin.id());
        String previous = now.map(one -> one.sha256().equals(plugin.sha256()) ? one.previous() : one.sha256())
                .orElse("");
        return new StoreIndex(
                index,
                with(stored, one -> one.sha256().equals(plugin.sha256()), plugin),
                with(used, one -> one.id().equals(plugin.id()), new Used(plugin.id(), plugin.sha256(), previous)),
                disabled);
    }

    /// With a plugin that is used no more.
    StoreIndex without(String id) {
        return new StoreIndex(
                index, stored, used.stream().filter(one -> !one.id().equals(id)).toList(), disabled);
    }

    /// With a plugin out of use, or back in use.
    StoreIndex disabling(String id, boolean out) {
        var ids = new TreeSet<>(disabled);
        if (out) {
            ids.add(id);
        } else {
            ids.remove(id);
        }
        return new StoreIndex(index, stored, used, ids);
    }

    private static <T> List<T> with(List<T> all, Predicate<T> replaced, T one) {
        var changed = new ArrayList<>(all);
        changed.removeIf(replaced);
        changed.add(one);
        return changed;
    }
}
