package dev.didact.engine.internal.loop;

import dev.didact.engine.Comparison;
import dev.didact.engine.Measured;
import dev.didact.engine.internal.document.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Holds runs against each other: their settings, and what they measured, item by item.
public final class Comparisons {
    private Comparisons() {}

    /// Compares runs; the first is what the others are held against.
    public static Comparison of(List<StoredRun> runs) {
        List<Map<String, String>> settings =
                runs.stream().map(Comparisons::settings).toList();
        var paths = new TreeSet<String>();
        settings.forEach(one -> paths.addAll(one.keySet()));
        List<Comparison.Setting> different = paths.stream()
                .map(path -> new Comparison.Setting(
                        path,
                        settings.stream()
                                .map(one -> one.getOrDefault(path, "-"))
                                .toList()))
                .filter(setting -> setting.values().stream().distinct().count() > 1)
                .toList();
        List<Comparison.Difference> measures = new ArrayList<>();
        for (StoredRun other : runs.subList(1, runs.size())) {
            measures.addAll(differences(runs.getFirst(), other));
        }
        return new Comparison(
                runs.stream().map(StoredRun::summary).toList(),
                different,
                runs.stream().map(StoredRun::cost).toList(),
                measures);
    }

    private static Map<String, String> settings(StoredRun run) {
        Map<String, String> settings = new TreeMap<>();
        JsonNode recipe = YamlReader.readMapping("run", run.recipe().getBytes(StandardCharsets.UTF_8), "a recipe")
                .toJson();
        flatten("", recipe, settings);
        return settings;
    }

    private static void flatten(String path, JsonNode json, Map<String, String> into) {
        if (json.isObject() && !json.isEmpty()) {
            json.forEachEntry((key, value) -> flatten(path.isEmpty() ? key : path + "." + key, value, into));
        } else if (json.isArray() && !json.isEmpty()) {
            for (int i = 0; i < json.size(); i++) {
                flatten(path + "." + i, json.get(i), into);
            }
        } else {
            into.put(path, json.isString() ? json.stringValue() : json.toString());
        }
    }

    private static List<Comparison.Difference> differences(StoredRun a, StoredRun b) {
        List<Comparison.Difference> differences = new ArrayList<>();
        for (Measured of : a.last()) {
            b.last().stream()
                    .filter(other -> other.id().equals(of.id()) && of.determined() && other.determined())
                    .findFirst()
                    .ifPresent(other -> differences.add(difference(a, b, of, other)));
        }
        return differences;
    }

    private static Comparison.Difference difference(StoredRun a, StoredRun b, Measured inA, Measured inB) {
        Paired paired = Paired.of(inA, a.outcomes(inA.id()), inB, b.outcomes(inB.id()));
        return new Comparison.Difference(
                inA.id(),
                a.summary().run(),
                b.summary().run(),
                inA.score(),
                inB.score(),
                paired.difference(),
                paired.interval().low(),
                paired.interval().high(),
                paired.paired(),
                paired.unpaired(),
                paired.won(),
                paired.lost());
    }
}
