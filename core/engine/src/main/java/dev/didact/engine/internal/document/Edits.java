package dev.didact.engine.internal.document;

import dev.didact.engine.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Changes of a document by path: `until.rounds`, `generate.0.tries`, `measure.held-out.gate`.
///
/// A segment is a key of a mapping, or of a list the index from 0, or an element's `id`, `use` or `pack` (without
/// version and plugin, if one likes). Documents are immutable: every change gives a new one.
public final class Edits {
    private static final String CODE = "E209";
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    private Edits() {}

    /// Sets what a path leads to. A key that is not there is made, and so are the mappings on the way to it.
    ///
    /// @param place where the path is written, for problems and as the place of new keys
    public static Node.Mapping set(Node.Mapping document, String path, Node value, Place place) {
        return (Node.Mapping) set(document, new Walk(path, place), value);
    }

    /// Adds an element to the list that a key of the document holds; makes the list if there is none.
    public static Node.Mapping append(Node.Mapping document, String key, Node element, Place place) {
        Node list = document.get(key).orElse(new Node.Sequence(place, List.of()));
        if (!(list instanceof Node.Sequence sequence)) {
            throw Problems.failure(CODE, "'" + key + "' is " + list.describe() + ", not a list", place);
        }
        return document.with(key, sequence.and(element), place);
    }

    /// Takes away what a path leads to.
    public static Node.Mapping drop(Node.Mapping document, String path, Place place) {
        return (Node.Mapping) drop(document, new Walk(path, place));
    }

    /// What a path leads to; empty if a key on the way is not there.
    public static Optional<Node> find(Node.Mapping document, String path, Place place) {
        Node at = document;
        for (Walk walk = new Walk(path, place); !walk.ended(); walk = walk.next()) {
            Walk here = walk;
            Optional<Node> inner = switch (at) {
                case Node.Scalar scalar -> throw here.noWayInto(scalar);
                case Node.Sequence sequence -> Optional.of(sequence.elements().get(here.index(sequence)));
                case Node.Mapping mapping -> mapping.get(here.segment());
            };
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            at = inner.get();
        }
        return Optional.of(at);
    }

    private static Node set(Node node, Walk walk, Node value) {
        if (walk.ended()) {
            return value;
        }
        return switch (node) {
            case Node.Scalar scalar -> throw walk.noWayInto(scalar);
            case Node.Sequence sequence -> {
                int index = walk.index(sequence);
                yield sequence.with(index, set(sequence.elements().get(index), walk.next(), value));
            }
            case Node.Mapping mapping -> {
                Node inner =
                        mapping.get(walk.segment()).orElseGet(() -> walk.next().madeOnTheWay());
                Place keyPlace =
                        mapping.get(walk.segment()).isPresent() ? mapping.keyPlace(walk.segment()) : walk.place();
                yield mapping.with(walk.segment(), set(inner, walk.next(), value), keyPlace);
            }
        };
    }

    private static Node drop(Node node, Walk walk) {
        return switch (node) {
            case Node.Scalar scalar -> throw walk.noWayInto(scalar);
            case Node.Sequence sequence -> {
                int index = walk.index(sequence);
                yield walk.next().ended()
                        ? sequence.without(index)
                        : sequence.with(index, drop(sequence.elements().get(index), walk.next()));
            }
            case Node.Mapping mapping -> {
                Node.Entry entry = mapping.entries().get(walk.segment());
                if (entry == null) {
                    throw walk.noKeyIn(mapping);
                }
                yield walk.next().ended()
                        ? mapping.without(walk.segment())
                        : mapping.with(walk.segment(), drop(entry.value(), walk.next()), entry.keyPlace());
            }
        };
    }

    /// A path and how far it has been walked.
    private record Walk(String path, List<String> segments, int at, Place place) {
        Walk(String path, Place place) {
            this(path, List.of(path.split("\\.", -1)), 0, place);
            if (segments.stream().anyMatch(String::isBlank)) {
                throw Problems.failure(CODE, "'" + path + "' is not a path; write key.key or list.0.key", place);
            }
        }

        boolean ended() {
            return at == segments.size();
        }

        Walk next() {
            return new Walk(path, segments, at + 1, place);
        }

        String segment() {
            return segments.get(at);
        }

        /// How messages name the part of the document that the walk has reached.
        private String reached() {
            return at == 0 ? "the document" : "'" + String.join(".", segments.subList(0, at)) + "'";
        }

        Node madeOnTheWay() {
            if (!ended() && INDEX.matcher(segment()).matches()) {
                throw Problems.failure(CODE, "'" + path + "': there is no list " + reached(), place);
            }
            return Node.Mapping.empty(place);
        }

        int index(Node.Sequence list) {
            if (INDEX.matcher(segment()).matches()) {
                int index = Integer.parseInt(segment());
                if (index < list.elements().size()) {
                    return index;
                }
                throw Problems.failure(
                        CODE,
                        "'" + path + "': " + reached() + " has "
                                + list.elements().size() + " elements, counted from 0",
                        place,
                        candidates(list));
            }
            List<Integer> found = IntStream.range(0, list.elements().size())
                    .filter(i -> names(list.elements().get(i)).contains(segment()))
                    .boxed()
                    .toList();
            if (found.size() == 1) {
                return found.getFirst();
            }
            if (found.isEmpty()) {
                List<String> known = list.elements().stream()
                        .flatMap(element -> names(element).stream())
                        .toList();
                throw Problems.failure(
                        CODE,
                        "'" + path + "': no element '" + segment() + "' in " + reached() + "; there are "
                                + (known.isEmpty() ? "none" : String.join(", ", candidates(list))),
                        place,
                        Nearest.to(segment(), known));
            }
            List<String> paths = found.stream().map(i -> before() + i).toList();
            throw Problems.failure(
                    CODE,
                    "'" + path + "': " + found.size() + " elements of " + reached() + " are named '" + segment() + "': "
                            + String.join(", ", paths),
                    place,
                    paths);
        }

        private String before() {
            return Stream.concat(segments.subList(0, at).stream(), Stream.of(""))
                    .reduce((a, b) -> a + "." + b)
                    .orElseThrow();
        }

        private List<String> candidates(Node.Sequence list) {
            return IntStream.range(0, list.elements().size())
                    .mapToObj(i -> before()
                            + names(list.elements().get(i)).stream().findFirst().orElse("" + i))
                    .toList();
        }

        private static List<String> names(Node element) {
            var names = new ArrayList<String>();
            if (element instanceof Node.Mapping mapping) {
                mapping.text("id").ifPresent(names::add);
                mapping.text("use").ifPresent(use -> {
                    names.add(use);
                    names.add(use.substring(use.lastIndexOf('.') + 1));
                });
                mapping.text("pack").ifPresent(pack -> {
                    names.add(pack);
                    names.add(pack.replaceFirst("@.*", ""));
                });
            }
            return names;
        }

        RuntimeException noWayInto(Node.Scalar scalar) {
            return Problems.failure(
                    CODE,
                    "'" + path + "': " + reached() + " is " + scalar.describe() + " and has no '" + segment()
                            + "' in it",
                    place);
        }

        RuntimeException noKeyIn(Node.Mapping mapping) {
            return Problems.failure(
                    CODE,
                    "'" + path + "': no key '" + segment() + "' in " + reached(),
                    place,
                    Nearest.to(segment(), mapping.entries().keySet()));
        }
    }
}
