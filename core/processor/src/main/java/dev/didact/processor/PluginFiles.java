package dev.didact.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;

/// The files that a plugin's archive is known by: Didact's manifest, and what PF4J reads.
///
/// @param id the plugin's id
/// @param version its version
/// @param title what it is
/// @param licence SPDX expression
/// @param support where its author can be asked; may be empty
/// @param javaRelease the Java that its classes are compiled for
/// @param plugins ranges of versions of the plugins that it needs, by id
/// @param capabilities what its code will do; may be empty
/// @param contributions what it adds
record PluginFiles(
        String id,
        String version,
        String title,
        String licence,
        String support,
        String javaRelease,
        Map<String, String> plugins,
        Map<String, Object> capabilities,
        List<Found> contributions) {
    /// The versions of the API that a plugin compiled now will work with.
    private static final String API_RANGE = "^0.1";

    private static final List<String> LISTS =
            List.of("sources", "generators", "rubrics", "models", "learners", "exporters");

    PluginFiles {
        contributions = contributions.stream()
                .sorted(Comparator.comparing(Found::id).thenComparing(Found::binaryName))
                .toList();
    }

    void write(Filer filer) throws IOException {
        write(filer, "META-INF/didact/plugin.json", Json.document(manifest()));
        write(filer, "META-INF/didact/plugin.properties", properties());
        write(filer, "META-INF/extensions.idx", extensionIndex());
    }

    private void write(Filer filer, String name, String text) throws IOException {
        TypeElement[] origins = contributions.stream().map(Found::type).toArray(TypeElement[]::new);
        try (Writer writer = filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, origins)
                .openWriter()) {
            writer.write(text);
        }
    }

    private Map<String, Object> manifest() {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("schema", 1);
        manifest.put("id", id);
        manifest.put("version", version);
        manifest.put("title", title);
        manifest.put("licence", licence);
        if (!support.isBlank()) {
            manifest.put("support", support);
        }
        var requires = new LinkedHashMap<String, Object>();
        requires.put("didactApi", API_RANGE);
        requires.put("java", ">=" + javaRelease);
        if (!plugins.isEmpty()) {
            requires.put("plugins", plugins);
        }
        manifest.put("requires", requires);
        if (!capabilities.isEmpty()) {
            manifest.put("capabilities", capabilities);
        }
        var contributes = new LinkedHashMap<String, Object>();
        for (String list : LISTS) {
            var entries = new ArrayList<Map<String, Object>>();
            contributions.stream()
                    .filter(found -> found.list().equals(list))
                    .forEach(found -> entries.add(found.entry()));
            if (!entries.isEmpty()) {
                contributes.put(list, entries);
            }
        }
        manifest.put("contributes", contributes);
        return manifest;
    }

    private String properties() {
        return "plugin.id=" + id + "\nplugin.version=" + version + "\nplugin.requires=" + API_RANGE + "\n";
    }

    private String extensionIndex() {
        return contributions.stream()
                .map(found -> found.binaryName() + "\n")
                .sorted()
                .collect(Collectors.joining());
    }
}
