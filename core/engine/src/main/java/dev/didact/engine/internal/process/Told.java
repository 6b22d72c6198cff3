package dev.didact.engine.internal.process;

import static java.util.stream.Collectors.joining;

import dev.didact.api.Fault;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.record.Records;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// An object that a program wrote, read strictly: what is missing, of another kind or unknown is a fault of the
/// program, told with the line.
final class Told {
    private final Program program;
    private final String line;
    private final String path;
    private final JsonNode json;

    private Told(Program program, String line, String path, JsonNode json) {
        this.program = program;
        this.line = line;
        this.path = path;
        this.json = json;
    }

    /// @param json the object that the line holds
    Told(Program program, String line, JsonNode json) {
        this(program, line, "", json);
    }

    Program program() {
        return program;
    }

    String line() {
        return line;
    }

    JsonNode json() {
        return json;
    }

    /// Where in the line it is; empty for the whole line.
    String path() {
        return path;
    }

    boolean has(String name) {
        return json.has(name);
    }

    /// What the program did.
    ///
    /// @throws PluginFault if it gave up, or the answer holds something else
    Told done() {
        if (one("done", "fault").equals("fault")) {
            throw gaveUp();
        }
        return only("id", "done").object("done");
    }

    /// That the program gave up.
    PluginFault gaveUp() {
        Told fault = only("id", "fault").object("fault").only("kind", "message");
        fault.word("kind", GivingUp.class);
        return program.thrown(program.fault(Fault.Kind.PLUGIN_THREW, "gave up: " + fault.text("message")));
    }

    /// Whether the program gave up and wants to be asked again later.
    boolean gaveUpForNow() {
        return has("fault") && object("fault").word("kind", GivingUp.class).equals(Optional.of(GivingUp.TRANSIENT));
    }

    /// How a program gives up on a question.
    private enum GivingUp {
        PERMANENT,
        TRANSIENT
    }

    /// This object, which has no other names than these.
    Told only(String... names) {
        Set<String> known = Set.of(names);
        String unknown = json.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .map(name -> "'" + at(name) + "'")
                .collect(joining(", "));
        if (!unknown.isEmpty()) {
            throw malformed(unknown + " is not of the protocol; it knows " + String.join(", ", names) + " here");
        }
        return this;
    }

    /// The one of these names that this object has.
    String one(String... names) {
        List<String> there = Stream.of(names).filter(this::has).toList();
        if (there.size() != 1) {
            throw malformed((path.isEmpty() ? "it" : "'" + path + "'") + " must hold one of " + String.join(", ", names)
                    + " and holds " + (there.isEmpty() ? "none" : String.join(", ", there)));
        }
        return there.getFirst();
    }

    /// The record of the API that this object stands for.
    ///
    /// @throws PluginFault if it stands for none
    <T> T record(Class<T> type) {
        try {
            return Records.read(json, type);
        } catch (JacksonException e) {
            String place = path.isEmpty() ? "" : "'" + path + "' is ";
            throw malformed(place + "no " + type.getSimpleName() + ": " + e.getOriginalMessage());
        }
    }

    Told object(String name) {
        JsonNode value = json.path(name);
        if (!value.isObject()) {
            throw not(name, "an object");
        }
        return new Told(program, line, at(name), value);
    }

    /// A list of objects; empty where the name is absent.
    List<Told> list(String name) {
        JsonNode values = json.path(name);
        if (!values.isArray() && !values.isMissingNode()) {
            throw not(name, "a list of objects");
        }
        var list = new ArrayList<Told>();
        for (JsonNode value : values) {
            String place = at(name) + "[" + list.size() + "]";
            if (!value.isObject()) {
                throw malformed("'" + place + "' must be an object but is " + shown(value));
            }
            list.add(new Told(program, line, place, value));
        }
        return list;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> not(name, "a text"));
    }

    /// A text that says something, where it is there.
    Optional<String> statement(String name) {
        Optional<String> text = optionalText(name);
        if (text.isPresent() && text.get().isBlank()) {
            throw not(name, "a text that is not blank");
        }
        return text;
    }

    Optional<String> optionalText(String name) {
        JsonNode value = json.path(name);
        if (!value.isString() && !value.isMissingNode()) {
            throw not(name, "a text");
        }
        return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    /// Refuses all but `true`.
    void isTrue(String name) {
        if (!json.path(name).isBoolean() || !json.path(name).booleanValue()) {
            throw not(name, "true");
        }
    }

    /// A whole number from 0 on, where it is there.
    OptionalLong count(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw not(name, "a whole number, 0 or more");
        }
        return OptionalLong.of(value.asLong());
    }

    /// The same, no larger than an `int`.
    int count(String name, int otherwise) {
        long count = count(name).orElse(otherwise);
        if (count > Integer.MAX_VALUE) {
            throw not(name, "at most " + Integer.MAX_VALUE);
        }
        return (int) count;
    }

    OptionalDouble number(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return OptionalDouble.empty();
        }
        double number = value.isNumber() ? value.asDouble(Double.NaN) : Double.NaN;
        if (!Double.isFinite(number)) {
            throw not(name, "a number");
        }
        return OptionalDouble.of(number);
    }

    /// Named texts; none where the name is absent.
    Map<String, String> texts(String name) {
        var texts = new TreeMap<String, String>();
        if (has(name)) {
            Told object = object(name);
            object.json.propertyNames().forEach(key -> texts.put(key, object.text(key)));
        }
        return texts;
    }

    /// A list of texts; empty where the name is absent.
    List<String> words(String name) {
        JsonNode values = json.path(name);
        var words = new ArrayList<String>();
        for (JsonNode value : values) {
            words.add(value.isString() ? value.asString() : "");
        }
        boolean list = values.isArray() && values.valueStream().allMatch(JsonNode::isString);
        if (!list && !values.isMissingNode()) {
            throw not(name, "a list of texts");
        }
        return words;
    }

    /// One of the words of an enumeration, in small letters.
    ///
    /// @param otherwise what holds where the name is absent
    <E extends Enum<E>> E word(String name, E otherwise) {
        return word(name, otherwise.getDeclaringClass()).orElse(otherwise);
    }

    /// The same; empty where the name is absent.
    <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
        List<E> words = List.copyOf(EnumSet.allOf(type));
        return optionalText(name)
                .map(word -> words.stream()
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                        .findFirst()
                        .orElseThrow(
                                () -> not(name, "one of " + words.toString().toLowerCase(Locale.ROOT))));
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private PluginFault not(String name, String what) {
        return malformed("'" + at(name) + "' must be " + what + " but is " + shown(json.path(name)));
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "missing" : Program.shown(value.toString());
    }

    /// What is wrong with the line.
    PluginFault malformed(String what) {
        return malformed(Fault.Kind.UNPARSEABLE, what);
    }

    /// The same, where it is more than a wrong form.
    PluginFault malformed(Fault.Kind kind, String what) {
        return program.thrown(program.fault(kind, "answered badly: " + what + "; its line: " + Program.shown(line)));
    }
}
