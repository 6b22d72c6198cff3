package dev.didact.shell.output;

import dev.didact.shell.language.Place;
import dev.didact.shell.language.ShellError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The two forms of an error: lines with a caret for people, one JSON object for programs.
public final class ErrorText {
    private static final String INDENT = "  ";

    private ErrorText() {}

    /// The error for people: what is wrong, the line with a caret under the span, and what may have been meant. The
    /// caret counts display columns; a long line is shown from near the span.
    public static List<String> lines(ShellError error, int width, Style style) {
        List<String> lines = new ArrayList<>();
        String label = error.place().map(Place::label).orElse("");
        String place = label.isEmpty() ? "" : Printable.of(label) + ": ";
        lines.add(style.red("error:") + " " + place + Printable.of(error.message()));
        error.place().filter(at -> !at.excerpt().isEmpty()).ifPresent(at -> lines.addAll(excerpt(at, width, style)));
        if (!error.suggestions().isEmpty()) {
            lines.add(INDENT + "did you mean " + meant(error.suggestions()) + "?");
        }
        error.more().forEach(other -> lines.addAll(lines(other, width, style)));
        return lines;
    }

    /// The error for programs. Line and column are absent where the error is about no place.
    public static String json(ShellError error) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("error", error.code());
        object.put("message", error.message());
        Optional<Place> place = error.place();
        place.filter(at -> !at.file().isEmpty()).ifPresent(at -> object.put("file", at.file()));
        place.ifPresent(at -> {
            object.put("line", at.line());
            object.put("column", at.column());
            object.put("length", at.length());
        });
        object.put("suggestions", error.suggestions());
        return Json.of(object);
    }

    private static String meant(List<String> suggestions) {
        List<String> quoted =
                suggestions.stream().map(one -> "'" + Printable.of(one) + "'").toList();
        int last = quoted.size() - 1;
        return last == 0 ? quoted.getFirst() : String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
    }

    private static List<String> excerpt(Place place, int width, Style style) {
        int[] points = place.excerpt().codePoints().toArray();
        int start = Math.min(place.column() - 1, points.length);
        int end = Math.min(start + Math.max(1, place.length()), points.length);
        String head = shown(points, 0, start);
        String marked = shown(points, start, end);
        String tail = shown(points, end, points.length);
        int room = Math.max(20, width - INDENT.length());
        if (DisplayWidth.of(head + marked + tail) > room) {
            int before = Math.max(0, Math.min(DisplayWidth.of(head), room - DisplayWidth.of(marked) - 10));
            while (DisplayWidth.of(style.ellipsis() + head) > before && !head.isEmpty()) {
                head = head.substring(head.offsetByCodePoints(0, 1));
            }
            head = start > 0 ? style.ellipsis() + head : head;
        }
        String line = DisplayWidth.cut(head + marked + tail, room, style.ellipsis());
        int offset = DisplayWidth.of(head);
        int length = Math.max(1, Math.min(DisplayWidth.of(marked), room - offset));
        return List.of(INDENT + line, INDENT + " ".repeat(offset) + style.red("^".repeat(length)));
    }

    private static String shown(int[] points, int from, int to) {
        return Printable.of(new String(points, from, to - from).replace('\t', ' '));
    }
}
