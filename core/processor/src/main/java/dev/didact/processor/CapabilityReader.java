package dev.didact.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;

/// Puts together what `@Capabilities` says, on classes and packages, and says what no host could grant.
final class CapabilityReader {
    /// The annotation, by name.
    static final String CAPABILITIES = "dev.didact.api.Capabilities";

    private static final Pattern ENDPOINT =
            Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?)(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*:([0-9]{1,5})");
    private static final Pattern SECRET = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*");
    private static final int LAST_PORT = 65535;

    private final Set<String> network = new TreeSet<>();
    private final Set<String> secrets = new TreeSet<>();
    private final Set<String> flags = new TreeSet<>();
    private final Set<String> reasons = new TreeSet<>();
    private final List<Read> reads = new ArrayList<>();

    /// A setting that names files, and who says so.
    private record Read(Element element, String setting) {
        String inWords() {
            return "${config." + setting + "}";
        }
    }

    /// Takes note of one annotation.
    ///
    /// @throws Mistake at the element that has to be mended
    void read(Element element, AnnotationMirror capabilities) throws Mistake {
        if (element.getKind() != ElementKind.PACKAGE
                && Annotations.find(element, ContributionReader.CONTRIBUTES).isEmpty()) {
            throw new Mistake(
                    element,
                    "@Capabilities belongs on a class that carries @Contributes, or in the package-info of its package");
        }
        Map<String, Object> values = Annotations.values(capabilities);
        String reason = (String) values.getOrDefault("reason", "");
        if (reason.isBlank()) {
            throw new Mistake(element, "@Capabilities needs a reason: why it wants these, for who installs it");
        }
        for (String endpoint : texts(values, "network")) {
            checkEndpoint(element, endpoint);
            network.add(endpoint);
        }
        for (String secret : texts(values, "secrets")) {
            if (!SECRET.matcher(secret).matches()) {
                throw new Mistake(
                        element, "'" + secret + "' is no name of a secret; write env:VARIABLE, never its value");
            }
            secrets.add(secret);
        }
        texts(values, "reads").forEach(setting -> reads.add(new Read(element, setting)));
        Map.of("processes", "processes", "threads", "threads", "nativeCode", "native")
                .forEach((name, key) -> {
                    if (Boolean.TRUE.equals(values.get(name))) {
                        flags.add(key);
                    }
                });
        reasons.add(reason.strip());
    }

    private static void checkEndpoint(Element element, String endpoint) throws Mistake {
        var matcher = ENDPOINT.matcher(endpoint);
        if (!matcher.matches()) {
            throw new Mistake(
                    element,
                    "'" + endpoint + "' is no host and port; write api.example.com:443, in small letters, without"
                            + " https:// and without *");
        }
        int port = Integer.parseInt(matcher.group(5));
        if (port < 1 || port > LAST_PORT) {
            throw new Mistake(element, "the port of '" + endpoint + "' must be 1 to " + LAST_PORT);
        }
    }

    /// What the manifest says; empty where nothing is declared.
    ///
    /// @throws Mistake if files are read that no setting names
    Map<String, Object> declared(List<Found> contributions) throws Mistake {
        for (Read read : reads) {
            boolean known = contributions.stream()
                    .anyMatch(found -> found.config().get("properties") instanceof Map<?, ?> settings
                            && settings.containsKey(read.setting()));
            if (!known) {
                throw new Mistake(
                        read.element(),
                        "no contribution has a setting '" + read.setting()
                                + "'; `reads` holds names of settings as recipes write them");
            }
        }
        var declared = new LinkedHashMap<String, Object>();
        put(declared, "network", network);
        put(declared, "secrets", secrets);
        if (!reads.isEmpty()) {
            declared.put(
                    "files",
                    Map.of(
                            "read",
                            reads.stream()
                                    .map(Read::inWords)
                                    .distinct()
                                    .sorted()
                                    .toList()));
        }
        flags.forEach(flag -> declared.put(flag, true));
        if (!declared.isEmpty()) {
            declared.put("reason", String.join("; ", reasons));
        }
        return declared;
    }

    private static void put(Map<String, Object> declared, String key, Set<String> values) {
        if (!values.isEmpty()) {
            declared.put(key, List.copyOf(values));
        }
    }

    private static List<String> texts(Map<String, Object> values, String name) {
        List<String> texts = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            list.forEach(each -> texts.add((String) ((AnnotationValue) each).getValue()));
        }
        return texts;
    }
}
