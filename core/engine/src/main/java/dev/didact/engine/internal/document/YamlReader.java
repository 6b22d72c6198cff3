package dev.didact.engine.internal.document;

import dev.didact.engine.Place;
import dev.didact.engine.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML 1.2 document (JSON is one) into a tree with places.
///
/// What a person writes by hand is far inside its limits: 1 MB, 64 levels, keys of 128 characters, 10,000 nodes
/// repeated by aliases. A document beyond them is refused before it costs time or memory, as is everything whose
/// meaning would have to be guessed: keys that stand twice, tags, several documents, numbers that no number can hold.
public final class YamlReader {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LEVELS = 64;
    private static final int MOST_REPEATED = 10_000;
    private static final int LONGEST_KEY = 128;
    private static final String UNREADABLE = "E200";
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final String file;
    private final Iterator<Event> events;
    private final Map<Anchor, Part> anchors = new HashMap<>();
    private int repeated;

    private YamlReader(String file, String text) {
        this.file = file;
        this.events = new Parse(LoadSettings.builder()
                        .setLabel(file)
                        .setCodePointLimit(MOST_BYTES + 1)
                        .build())
                .parseString(text)
                .iterator();
    }

    /// Reads a document.
    ///
    /// @param file its name, for places
    /// @throws ProblemException at the place where it cannot be read
    public static Node read(String file, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw Problems.failure(
                    UNREADABLE,
                    "the file has " + bytes.length + " bytes; at most " + MOST_BYTES + " can be read",
                    new Place(file, 1, 1, 1));
        }
        return parse(file, TextReader.decode(file, bytes));
    }

    /// Reads a document that must be a mapping.
    ///
    /// @param what what it should be, for the message: `a recipe`
    /// @throws ProblemException at the place where it cannot be read
    public static Node.Mapping readMapping(String file, byte[] bytes, String what) {
        Node node = read(file, bytes);
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw Problems.failure(
                UNREADABLE, what + " must be a mapping of keys to values but this is " + node.describe(), node.place());
    }

    /// Reads a value as it is typed at the prompt: a quoted text, a flow collection (`[a, b]`, `{ a: 1 }`), else one
    /// unquoted scalar.
    ///
    /// @param place where it is typed; all parts of it stand there
    /// @throws ProblemException if it is not a value
    public static Node value(String text, Place place) {
        String value = text.strip();
        if (!value.isEmpty() && "[{'\"".indexOf(value.charAt(0)) < 0) {
            return scalar(value, false, place);
        }
        if (value.isEmpty()) {
            return Node.Scalar.text("", place);
        }
        try {
            return moved(parse(place.file(), value), place);
        } catch (ProblemException e) {
            throw Problems.failure(
                    UNREADABLE, "'" + value + "': " + e.problems().getFirst().message(), place);
        }
    }

    /// Whether a document that can be read has comments, beside the one that tells an editor its schema.
    public static boolean hasComments(String file, byte[] bytes) {
        var settings = LoadSettings.builder().setParseComments(true).build();
        for (Event event : new Parse(settings).parseString(TextReader.decode(file, bytes))) {
            if (event instanceof CommentEvent comment
                    && comment.getCommentType() != CommentType.BLANK_LINE
                    && !comment.getValue().strip().startsWith("yaml-language-server:")) {
                return true;
            }
        }
        return false;
    }

    private static Node moved(Node node, Place place) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.at(place);
            case Node.Sequence sequence ->
                new Node.Sequence(
                        place,
                        sequence.elements().stream()
                                .map(element -> moved(element, place))
                                .toList());
            case Node.Mapping mapping -> {
                var entries = new LinkedHashMap<String, Node.Entry>();
                mapping.entries()
                        .forEach((key, entry) -> entries.put(key, new Node.Entry(place, moved(entry.value(), place))));
                yield new Node.Mapping(place, entries);
            }
        };
    }

    private static Node parse(String file, String text) {
        try {
            return new YamlReader(file, text).document();
        } catch (MarkedYamlEngineException e) {
            throw notYaml(file, e);
        } catch (YamlEngineException e) {
            throw Problems.failure(UNREADABLE, "this is not YAML: " + firstLine(e), new Place(file, 1, 1, 1));
        }
    }

    private static ProblemException notYaml(String file, MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        Place place = mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1, 1))
                .orElse(new Place(file, 1, 1, 1));
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("TAB")) {
            return Problems.failure(UNREADABLE, "this is not YAML: a tab stands here; indent with spaces", place);
        }
        String context = e.getContextMark()
                .filter(begin -> e.getContext() != null && begin.getLine() + 1 < place.line())
                .map(begin -> ", " + e.getContext() + " that begins in line " + (begin.getLine() + 1))
                .orElse("");
        return Problems.failure(UNREADABLE, "this is not YAML: " + problem + context, place);
    }

    private static String firstLine(YamlEngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
    }

    private Node document() {
        events.next();
        Event first = events.next();
        if (!(first instanceof DocumentStartEvent)) {
            throw Problems.failure(UNREADABLE, "the document is empty", new Place(file, 1, 1, 1));
        }
        Event root = events.next();
        if (root instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty()) {
            throw Problems.failure(UNREADABLE, "the document is empty", place(root));
        }
        Part part = part(root, 1);
        events.next();
        Event next = events.next();
        if (next instanceof DocumentStartEvent) {
            throw Problems.failure(UNREADABLE, "a second document begins here; a file holds one", place(next));
        }
        return part.node();
    }

    private Part part(Event event, int level) {
        if (level > MOST_LEVELS) {
            throw Problems.failure(UNREADABLE, "nested deeper than " + MOST_LEVELS + " levels", place(event));
        }
        if (event instanceof AliasEvent alias) {
            return repeat(alias, level);
        }
        Part part = switch (event) {
            case ScalarEvent scalar -> new Part(scalar(scalar), 1, 1);
            case SequenceStartEvent sequence -> sequence(sequence, level);
            case MappingStartEvent mapping -> mapping(mapping, level);
            default -> throw new IllegalStateException("unexpected event " + event.getEventId());
        };
        if (event instanceof NodeEvent named) {
            named.getAnchor().ifPresent(anchor -> anchors.put(anchor, part));
        }
        return part;
    }

    private Part repeat(AliasEvent event, int level) {
        String name = event.getAlias().getValue();
        Part part = anchors.get(event.getAlias());
        if (part == null) {
            throw Problems.failure(UNREADABLE, "'*" + name + "' names nothing that ends before it", place(event));
        }
        repeated += part.size();
        if (repeated > MOST_REPEATED || level + part.levels() - 1 > MOST_LEVELS) {
            throw Problems.failure(UNREADABLE, "'*" + name + "' repeats too much; write it out", place(event));
        }
        return part;
    }

    private Node scalar(ScalarEvent event) {
        boolean text = event.getTag().filter(TEXT_TAG::equals).isPresent();
        if (!text) {
            refuseTag(event.getTag(), event);
        }
        return scalar(event.getValue(), text || !event.isPlain(), place(event));
    }

    private static Node scalar(String text, boolean quoted, Place place) {
        Optional<String> fault = quoted ? Optional.empty() : CoreSchema.fault(text);
        if (fault.isPresent()) {
            throw Problems.failure(
                    UNREADABLE, new Node.Scalar(place, text, true).describe() + " " + fault.get(), place);
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw Problems.failure(UNREADABLE, "an escape names half a character", place);
        }
        return new Node.Scalar(place, text, quoted);
    }

    private Part sequence(SequenceStartEvent start, int level) {
        refuseTag(start.getTag(), start);
        var elements = new ArrayList<Part>();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            elements.add(part(next, level + 1));
        }
        return Part.of(
                new Node.Sequence(
                        place(start), elements.stream().map(Part::node).toList()),
                elements);
    }

    private Part mapping(MappingStartEvent start, int level) {
        refuseTag(start.getTag(), start);
        var entries = new LinkedHashMap<String, Node.Entry>();
        var values = new ArrayList<Part>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            String key = key(next);
            Node.Entry before = entries.get(key);
            if (before != null) {
                throw Problems.failure(
                        "E207",
                        "key '" + key + "' stands twice; first in line "
                                + before.keyPlace().line(),
                        place(next));
            }
            Part value = part(events.next(), level + 1);
            values.add(value);
            entries.put(key, new Node.Entry(place(next), value.node()));
        }
        return Part.of(new Node.Mapping(place(start), entries), values);
    }

    private String key(Event event) {
        if (!(event instanceof ScalarEvent scalar) || scalar.getValue().isEmpty()) {
            throw Problems.failure(UNREADABLE, "a key must be a word", place(event));
        }
        String key = scalar.getValue();
        if (key.length() > LONGEST_KEY) {
            throw Problems.failure(
                    UNREADABLE,
                    "a key of " + key.length() + " characters; at most " + LONGEST_KEY + " can be read",
                    place(event));
        }
        scalar(key, true, place(event));
        return key;
    }

    private void refuseTag(Optional<String> tag, Event event) {
        if (tag.filter(name -> !name.equals("!")).isPresent()) {
            throw Problems.failure(
                    UNREADABLE, "tag '" + tag.get() + "' has no meaning here; take it away", place(event));
        }
    }

    private Place place(Event event) {
        Mark start = event.getStartMark().orElseThrow();
        int length = event.getEndMark()
                .filter(end -> end.getLine() == start.getLine())
                .map(end -> end.getColumn() - start.getColumn())
                .orElse(1);
        return new Place(file, start.getLine() + 1, start.getColumn() + 1, Math.max(1, length));
    }

    /// A node and how much an alias would repeat of it.
    ///
    /// @param size how many nodes it is
    /// @param levels how deep it is; 1 for a scalar
    private record Part(Node node, int size, int levels) {
        static Part of(Node node, List<Part> inner) {
            int size = 1;
            int levels = 0;
            for (Part part : inner) {
                size += part.size;
                levels = Math.max(levels, part.levels);
            }
            return new Part(node, size, levels + 1);
        }
    }
}
