package dev.didact.processor;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What a doc comment says of the components of a record.
final class DocText {
    private static final Pattern PARAM = Pattern.compile("@param\\s+(\\w+)\\s*(.*)");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s+([^}]*)}");

    private DocText() {}

    /// The text behind each `@param`, on one line, by name of the component.
    static Map<String, String> params(String docComment) {
        var texts = new HashMap<String, String>();
        String open = "";
        for (String line : docComment.lines().map(String::strip).toList()) {
            var param = PARAM.matcher(line);
            if (param.matches()) {
                open = param.group(1);
                texts.put(open, param.group(2));
            } else if (line.startsWith("@")) {
                open = "";
            } else if (!open.isEmpty()) {
                texts.merge(open, line, (before, more) -> before + " " + more);
            }
        }
        texts.replaceAll((_, text) -> INLINE_TAG
                .matcher(text)
                .replaceAll("$1")
                .replaceAll("\\s+", " ")
                .strip());
        texts.values().removeIf(String::isEmpty);
        return texts;
    }
}
