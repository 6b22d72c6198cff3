package dev.didact.engine.internal.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A value in a manifest, or its absence, read strictly: what is of another kind than what is asked for is refused with
/// its place, its key and itself.
final class ManifestValue {
    /// How long what people decide by, beside other things, may be.
    static final int LONGEST_LABEL = 300;

    private static final int LONGEST_SHOWN = 60;
    private static final int LONGEST_KEY = 120;

    private final Optional<byte[]> document;
    private final String path;
    private final String pointer;
    private final JsonNode json;

    private ManifestValue(Optional<byte[]> document, String path, String pointer, JsonNode json) {
        this.document = document;
        this.path = path;
        this.pointer = pointer;
        this.json = json;
    }

    /// A whole manifest.
    ///
    /// @param document its bytes, for places; empty where they are not at hand
    static ManifestValue whole(JsonNode json, Optional<byte[]> document) {
        return new ManifestValue(document, "", "", json);
    }

    JsonNode json() {
        return json;
    }

    boolean isMissing() {
        return json.isMissingNode();
    }

    boolean isObject() {
        return json.isObject();
    }

    /// The value of a key of this object.
    ManifestValue at(String key) {
        JsonNode value = json.path(key);
        // What is missing is missed where its object stands.
        String place = value.isMissingNode()
                ? pointer
                : pointer + "/" + key.replace("~", "~0").replace("/", "~1");
        return new ManifestValue(document, path.isEmpty() ? key : path + "." + key, place, value);
    }

    /// The values of this object by key; none if it is missing.
    Map<String, ManifestValue> entries() throws BadArchiveException {
        if (!isObject() && !isMissing()) {
            throw mustBe("an object");
        }
        var entries = new LinkedHashMap<String, ManifestValue>();
        json.propertyNames().forEach(key -> entries.put(key, at(key)));
        return entries;
    }

    /// The values of this list; none if it is missing.
    List<ManifestValue> elements() throws BadArchiveException {
        if (!json.isArray() && !isMissing()) {
            throw mustBe("a list");
        }
        var elements = new ArrayList<ManifestValue>();
        for (JsonNode element : json) {
            int index = elements.size();
            elements.add(new ManifestValue(document, path + "[" + index + "]", pointer + "/" + index, element));
        }
        return elements;
    }

    /// The texts of this list, none of them blank; none if it is missing.
    List<String> texts() throws BadArchiveException {
        var texts = new ArrayList<String>();
        for (ManifestValue element : elements()) {
            texts.add(element.text(LONGEST_LABEL));
        }
        return texts;
    }

    /// This text, which is not blank.
    String text(int longest) throws BadArchiveException {
        if (!json.isString() || json.stringValue().isBlank()) {
            throw mustBe("a text that is not blank");
        }
        return within(longest);
    }

    /// This text, which may be blank.
    ///
    /// @param otherwise what holds where it is missing
    String text(int longest, String otherwise) throws BadArchiveException {
        if (isMissing()) {
            return otherwise;
        }
        if (!json.isString()) {
            throw mustBe("a text");
        }
        return within(longest);
    }

    /// This text, which has a form.
    ///
    /// @param words the form in words
    String text(Pattern form, int longest, String words) throws BadArchiveException {
        if (!json.isString() || !form.matcher(within(longest)).matches()) {
            throw mustBe(words);
        }
        return json.stringValue();
    }

    private String within(int longest) throws BadArchiveException {
        String text = json.stringValue();
        if (text.length() > longest) {
            throw wrong("must have at most " + longest + " characters but has " + text.length());
        }
        return text;
    }

    /// Refuses what is not `true` or `false`; what is missing is neither.
    boolean flag() throws BadArchiveException {
        if (!json.isBoolean() && !isMissing()) {
            throw mustBe("true or false");
        }
        return json.asBoolean(false);
    }

    /// That it is something else than it must be.
    BadArchiveException mustBe(String what) {
        return wrong("must be " + what + " but is " + shown());
    }

    /// That something is wrong with it.
    ///
    /// @param what the rest of a sentence that begins with its key
    BadArchiveException wrong(String what) {
        String place = document.flatMap(bytes -> ManifestTree.location(bytes, pointer))
                .map(ManifestTree::place)
                .orElse(Archive.MANIFEST);
        return new BadArchiveException("its manifest is wrong: " + place + ": "
                + (path.isEmpty() ? "it" : shortened(path, LONGEST_KEY)) + " " + what + "; build it again");
    }

    private String shown() {
        return isMissing() ? "missing" : shortened(json.toString(), LONGEST_SHOWN);
    }

    private static String shortened(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "…" : text;
    }
}
