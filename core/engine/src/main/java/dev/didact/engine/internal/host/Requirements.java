package dev.didact.engine.internal.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What plugins need, held against what is there: the API, Java, and other plugins.
final class Requirements {
    private final List<Manifest> all;
    /// Told apart as objects: the hash of a manifest is one over all its schemas.
    private final Set<Manifest> resolved = Collections.newSetFromMap(new IdentityHashMap<>());

    private Requirements(List<Manifest> all) {
        this.all = all;
    }

    /// Why plugins cannot be used, by manifest; those that can are not in it.
    static Map<Manifest, String> unmet(List<Manifest> all) {
        var requirements = new Requirements(all);
        requirements.resolve();
        var reasons = new IdentityHashMap<Manifest, String>();
        for (Manifest manifest : all) {
            if (!requirements.resolved.contains(manifest)) {
                reasons.put(manifest, requirements.reason(manifest));
            }
        }
        return reasons;
    }

    /// Adds what needs nothing but what is resolved already, until nothing is added: cycles stay out.
    private void resolve() {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Manifest manifest : all) {
                boolean met = platform(manifest).isEmpty()
                        && manifest.plugins().entrySet().stream()
                                .allMatch(need -> resolved.stream().anyMatch(plugin -> meets(plugin, need)));
                grown |= met && resolved.add(manifest);
            }
        }
    }

    /// Why a plugin cannot be used with this Didact and this Java.
    static Optional<String> platform(Manifest manifest) {
        if (!manifest.api().isEmpty() && !Versions.in(Versions.API, manifest.api())) {
            return Optional.of("it needs version " + manifest.api() + " of Didact's API and this is " + Versions.API
                    + "; install a version of the plugin for this Didact");
        }
        if (!manifest.java().isEmpty() && !Versions.in(Versions.java(), manifest.java())) {
            return Optional.of("it needs Java " + manifest.java() + " and this is Java "
                    + Runtime.version().feature() + "; run Didact with that Java");
        }
        return Optional.empty();
    }

    private static boolean meets(Manifest plugin, Map.Entry<String, String> need) {
        return plugin.id().equals(need.getKey()) && Versions.in(plugin.version(), need.getValue());
    }

    private String reason(Manifest manifest) {
        return platform(manifest)
                .orElseGet(() -> manifest.plugins().entrySet().stream()
                        .filter(need -> resolved.stream().noneMatch(plugin -> meets(plugin, need)))
                        .sorted(Map.Entry.comparingByKey())
                        .findFirst()
                        .map(need -> unmet(manifest, need))
                        .orElse("it needs nothing that is missing"));
    }

    private String unmet(Manifest manifest, Map.Entry<String, String> need) {
        String wanted = "it needs plugin " + need.getKey() + " " + need.getValue();
        List<String> there = all.stream()
                .filter(plugin -> plugin.id().equals(need.getKey()))
                .map(Manifest::version)
                .sorted()
                .toList();
        if (there.isEmpty()) {
            return wanted + ", which is not installed; install it";
        }
        if (all.stream().noneMatch(plugin -> meets(plugin, need))) {
            return wanted + ", and only " + String.join(", ", there) + " is installed; install such a version";
        }
        return cycle(manifest)
                .map(path -> "it and others need each other: " + String.join(" -> ", path) + "; remove one of them")
                .orElse(wanted + ", which cannot be used itself");
    }

    private Optional<List<String>> cycle(Manifest from) {
        return path(from, from.id(), new ArrayList<>(List.of(from.id())));
    }

    private Optional<List<String>> path(Manifest at, String goal, List<String> passed) {
        for (String next : at.plugins().keySet().stream().sorted().toList()) {
            var longer = new ArrayList<>(passed);
            longer.add(next);
            if (next.equals(goal)) {
                return Optional.of(longer);
            }
            for (Manifest manifest : passed.contains(next) ? List.<Manifest>of() : all) {
                if (manifest.id().equals(next)) {
                    Optional<List<String>> found = path(manifest, goal, longer);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }
}
