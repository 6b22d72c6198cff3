package dev.didact.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.TypeElement;

/// A contribution as the source shows it.
///
/// @param list the manifest's list that it belongs to: `sources`
/// @param id its name, unique in that list
/// @param type the class
/// @param binaryName the class as a class loader finds it
/// @param title what it is
/// @param description what it is for; may be empty
/// @param stability `stable` or `preview`
/// @param config schema of its configuration
record Found(
        String list,
        String id,
        TypeElement type,
        String binaryName,
        String title,
        String description,
        String stability,
        Map<String, Object> config) {
    /// Its entry in the manifest.
    Map<String, Object> entry() {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("id", id);
        entry.put("class", binaryName);
        entry.put("title", title);
        if (!description.isBlank()) {
            entry.put("description", description);
        }
        entry.put("stability", stability);
        entry.put("config", config);
        return entry;
    }
}
