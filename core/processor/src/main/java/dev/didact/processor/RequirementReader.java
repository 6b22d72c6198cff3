package dev.didact.processor;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;

/// Puts together the plugins that `@Requires` names, on classes and packages.
final class RequirementReader {
    /// The annotation, by name.
    static final String REQUIRES = "dev.didact.api.Requires";

    /// An id, and what a range of versions is written with.
    private static final Pattern PLUGIN =
            Pattern.compile("([a-z][a-z0-9-]*(?:\\.[a-z][a-z0-9-]*)*)(?:@([~^<>=]*[0-9][0-9A-Za-z.+ <>=&|~^-]*|\\*))?");

    private final Map<String, String> ranges = new TreeMap<>();

    /// Takes note of one annotation.
    ///
    /// @throws Mistake at the element that has to be mended
    void read(Element element, AnnotationMirror requires) throws Mistake {
        if (element.getKind() != ElementKind.PACKAGE
                && Annotations.find(element, ContributionReader.CONTRIBUTES).isEmpty()) {
            throw new Mistake(
                    element,
                    "@Requires belongs on a class that carries @Contributes, or in the package-info of its package");
        }
        for (Object each : (List<?>) Annotations.values(requires).getOrDefault("value", List.of())) {
            read(element, (String) ((AnnotationValue) each).getValue());
        }
    }

    private void read(Element element, String plugin) throws Mistake {
        Matcher parts = PLUGIN.matcher(plugin);
        if (!parts.matches()) {
            throw new Mistake(
                    element, "'" + plugin + "' is no plugin with a range of versions; write org.example.words@^1.2");
        }
        String range = parts.group(2) == null ? "*" : parts.group(2);
        String before = ranges.putIfAbsent(parts.group(1), range);
        if (before != null && !before.equals(range)) {
            throw new Mistake(
                    element,
                    "plugin " + parts.group(1) + " is required as " + before + " and as " + range
                            + "; write one range");
        }
    }

    /// Ranges by id of plugin.
    Map<String, String> ranges() {
        return Collections.unmodifiableMap(ranges);
    }
}
