package dev.didact.engine.internal.loop;

import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Origin;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Earlier;
import dev.didact.api.grading.Subject;
import dev.didact.engine.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A JSON object that somebody gave to be graded.
///
/// @param number the line, from 1
/// @param json the object, with the keys that a rubric knows
record GivenLine(long number, ObjectNode json) {
    /// Keeps every digit of a number, so that an id comes back as it came.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final int EXCERPT = 20;

    /// A line that cannot be graded: what is wrong, and where.
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Place> place;

        private Unfit(String message, Optional<Place> place) {
            super(message);
            this.place = place;
        }

        String message() {
            return String.valueOf(getMessage());
        }

        Optional<Place> place() {
            return place;
        }
    }

    /// Reads a line.
    ///
    /// @param map from the names that the line uses to those of the rubric
    static GivenLine parse(TextLines.Line line, Map<String, String> map) throws Unfit {
        long number = line.number();
        String text =
                line.text().orElseThrow(() -> new Unfit("line " + number + " is not UTF-8 text", Optional.empty()));
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw unreadable(number, text, Optional.ofNullable(e.getLocation()));
        }
        if (!(node instanceof ObjectNode object)) {
            throw new Unfit(
                    "line " + number + " holds " + kind(node) + ", and must hold a JSON object", place(number, 1));
        }
        return new GivenLine(number, renamed(object, map));
    }

    private static Unfit unreadable(long number, String text, Optional<TokenStreamLocation> location) {
        if (location.isEmpty() || location.get().getCharOffset() < 0) {
            return new Unfit(
                    "line " + number + " cannot be read: it is nested too deeply, or a value in it is too long",
                    Optional.empty());
        }
        int offset = (int) Math.min(location.get().getCharOffset(), text.length());
        int column = text.codePointCount(0, offset) + 1;
        String where = "line " + number + ", column " + column + ": ";
        String rest = text.substring(offset).strip();
        String what = rest.isEmpty()
                ? "the line ends before its JSON object does"
                : "this is not JSON from '" + cut(rest) + "' on";
        return new Unfit(where + what, place(number, column));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "…";
    }

    private static Optional<Place> place(long number, int column) {
        return number > Integer.MAX_VALUE ? Optional.empty() : Optional.of(new Place("", (int) number, column, 1));
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN, NULL -> node.toString();
            case BINARY, MISSING, OBJECT, POJO -> "nothing";
        };
    }

    private static ObjectNode renamed(ObjectNode line, Map<String, String> map) {
        ObjectNode json = line.deepCopy();
        map.forEach((from, to) -> {
            JsonNode value = line.get(from);
            if (value != null) {
                json.set(to, value);
            }
        });
        return json;
    }

    /// Its own id.
    Optional<JsonNode> id() {
        return Optional.ofNullable(json.get("id")).filter(id -> !id.isNull());
    }

    /// What there is to grade.
    ///
    /// @param earlier what the lines before it say
    Subject subject(Function<Sample, Optional<Earlier>> earlier) throws Unfit {
        String prompt = text("prompt").or(() -> message("user")).orElse("");
        String response = text("response")
                .or(() -> message("assistant"))
                .orElseThrow(() -> new Unfit(
                        "line " + number + " has no 'response' (a text) and no 'messages' with one of the assistant; "
                                + "--map KEY=response says which key holds it",
                        Optional.empty()));
        List<Passage> sources = sources();
        Map<String, String> inputs = new TreeMap<>();
        json.forEachEntry((key, value) -> inputs.put(key, value.isString() ? value.stringValue() : value.toString()));
        Passage given = passage("line " + number, prompt);
        var item = new Item(
                id().map(id -> id.isString() ? id.stringValue() : id.toString()).orElse(Long.toString(number)),
                prompt,
                inputs,
                Optional.empty(),
                sources.isEmpty() ? List.of(given) : sources,
                OptionalInt.empty());
        Sample sample = Sample.of(prompt, response);
        return new Subject(sample, 0, item, sources, text("reference"), inputs, List.of(), earlier.apply(sample));
    }

    private Optional<String> text(String key) {
        JsonNode value = json.path(key);
        return value.isString() || value.isNumber() || value.isBoolean()
                ? Optional.of(value.asString())
                : Optional.empty();
    }

    private Optional<String> message(String role) {
        Optional<String> last = Optional.empty();
        for (JsonNode message : json.path("messages")) {
            if (message.path("role").asString("").equals(role)
                    && message.path("content").isString()) {
                last = Optional.of(message.path("content").stringValue());
            }
        }
        return last;
    }

    private List<Passage> sources() {
        List<Passage> sources = new ArrayList<>();
        for (JsonNode source : json.path("sources")) {
            String text = source.isString()
                    ? source.stringValue()
                    : source.path("text").asString("");
            sources.add(passage(source.path("id").asString("source " + (sources.size() + 1)), text));
        }
        return sources;
    }

    private static Passage passage(String id, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var origin = new Origin(
                Origin.Method.INPUT,
                id,
                Document.sha256(bytes),
                bytes.length,
                List.of(),
                Licence.unknown("given with the line"),
                List.of());
        return new Passage(id, 0, bytes.length, text, origin);
    }
}
