package dev.didact.engine.internal.document;

import dev.didact.engine.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A part of a document, with the place where it stands. Immutable.
public sealed interface Node {
    /// Where it stands.
    Place place();

    /// The same without places.
    JsonNode toJson();

    /// What it is, for messages: `the text 'x'`, `5`, `a list`.
    String describe();

    /// A tree of JSON as a document all of which stands in one place.
    static Node of(JsonNode json, Place place) {
        if (json instanceof ObjectNode object) {
            return Mapping.of(object, place);
        }
        if (json instanceof ArrayNode array) {
            return new Sequence(
                    place,
                    array.values().stream().map(element -> of(element, place)).toList());
        }
        return json.isString()
                ? Scalar.text(json.stringValue(), place)
                : new Scalar(place, json.isNull() ? "null" : json.asString(), false);
    }

    /// Keys with their values, in the order of the document.
    ///
    /// @param place where the first key stands, or the opening brace
    /// @param entries the values by key
    record Mapping(Place place, SequencedMap<String, Entry> entries) implements Node {
        public Mapping {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        /// A mapping without keys.
        public static Mapping empty(Place place) {
            return new Mapping(place, Collections.emptyNavigableMap());
        }

        /// An object of JSON as a mapping all of which stands in one place.
        public static Mapping of(ObjectNode object, Place place) {
            var entries = new LinkedHashMap<String, Entry>();
            object.forEachEntry((key, value) -> entries.put(key, new Entry(place, Node.of(value, place))));
            return new Mapping(place, entries);
        }

        /// The value of a key.
        public Optional<Node> get(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        /// Where a key stands; where the mapping stands if it has no such key.
        public Place keyPlace(String key) {
            Entry entry = entries.get(key);
            return entry == null ? place : entry.keyPlace();
        }

        /// The text of a key whose value is a scalar.
        public Optional<String> text(String key) {
            return get(key).flatMap(
                            value -> value instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty());
        }

        /// The same with one value replaced in its position, or added at the end.
        public Mapping with(String key, Node value, Place keyPlace) {
            var changed = new LinkedHashMap<>(entries);
            changed.put(key, new Entry(keyPlace, value));
            return new Mapping(place, changed);
        }

        /// The same without a key.
        public Mapping without(String key) {
            var changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            return new Mapping(place, changed);
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                json.set(entry.getKey(), entry.getValue().value().toJson());
            }
            return json;
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /// The value of a key.
    ///
    /// @param keyPlace where the key stands
    /// @param value the value
    record Entry(Place keyPlace, Node value) {}

    /// A list.
    ///
    /// @param place where its first element stands, or the opening bracket
    /// @param elements the elements
    record Sequence(Place place, List<Node> elements) implements Node {
        public Sequence {
            elements = List.copyOf(elements);
        }

        /// The same with one element replaced.
        public Sequence with(int index, Node element) {
            var changed = new ArrayList<>(elements);
            changed.set(index, element);
            return new Sequence(place, changed);
        }

        /// The same without one element.
        public Sequence without(int index) {
            var changed = new ArrayList<>(elements);
            changed.remove(index);
            return new Sequence(place, changed);
        }

        /// The same with one element more.
        public Sequence and(Node element) {
            var changed = new ArrayList<>(elements);
            changed.add(element);
            return new Sequence(place, changed);
        }

        @Override
        public ArrayNode toJson() {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            elements.forEach(element -> json.add(element.toJson()));
            return json;
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /// A text, number, flag or nothing.
    ///
    /// @param place where it stands
    /// @param text as it is written, quotes and escapes resolved
    /// @param quoted whether it is a text whatever it looks like
    record Scalar(Place place, String text, boolean quoted) implements Node {
        /// A text.
        public static Scalar text(String text, Place place) {
            return new Scalar(place, text, true);
        }

        /// The same in another place.
        public Scalar at(Place other) {
            return new Scalar(other, text, quoted);
        }

        @Override
        public JsonNode toJson() {
            return quoted ? JsonNodeFactory.instance.stringNode(text) : CoreSchema.resolve(text);
        }

        @Override
        public String describe() {
            JsonNode value = toJson();
            if (value.isNull()) {
                return "nothing";
            }
            String shown = text.length() <= 60 ? text : text.substring(0, 57) + "...";
            return value.isString() ? "the text '" + shown.replace("\n", "\\n") + "'" : shown;
        }
    }
}
