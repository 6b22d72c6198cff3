package dev.didact.api.baseline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The API as it was written down, and what became of it since.
///
/// @param version the version of the API that it is of
/// @param released whether plugins are built against that version: what is not released changes freely, once it is
///     written down
/// @param lines its [Signatures]
record Baseline(String version, boolean released, List<String> lines) {
    /// Types that the host implements and plugins call: a further method breaks nobody.
    private static final Set<String> HOSTS = Set.of("dev.didact.api.Context", "dev.didact.api.Http");

    Baseline {
        lines = List.copyOf(lines);
    }

    /// Reads a baseline: a line `VERSION released` or `VERSION unreleased`, then the signatures.
    static Baseline read(List<String> text) {
        String[] head = text.getFirst().split(" ", -1);
        return new Baseline(head[0], head[1].equals("released"), text.subList(1, text.size()));
    }

    List<String> text() {
        var text = new ArrayList<String>();
        text.add(version + (released ? " released" : " unreleased"));
        text.addAll(lines);
        return text;
    }

    /// What is wrong with the API as it is now.
    ///
    /// @param now its signatures
    /// @param current its version
    /// @param allowed lines of the baseline that may go although they are stable
    List<String> complaints(List<String> now, String current, List<String> allowed) {
        var gone = new LinkedHashSet<>(lines);
        now.forEach(gone::remove);
        var added = new LinkedHashSet<>(now);
        lines.forEach(added::remove);
        var complaints = new ArrayList<String>();
        allowed.stream()
                .filter(line -> !gone.contains(line))
                .map(line -> "allowed to go, and it did not: " + line + "; delete the line from api-allowed.txt")
                .forEach(complaints::add);
        gone.stream()
                .filter(line -> line.endsWith(" stable") && !allowed.contains(line))
                .filter(_ -> major(current) == major(version))
                .map(line -> "breaks plugins: " + line + " is gone; bring it back, raise the major version, or allow it"
                        + " in api-allowed.txt")
                .forEach(complaints::add);
        added.stream()
                .filter(this::mustBeWritten)
                .filter(_ -> major(current) == major(version))
                .map(line -> "breaks plugins: " + line
                        + " is new, and whoever implements its type has to write it; give it" + " a body")
                .forEach(complaints::add);
        boolean changed = !gone.isEmpty() || !added.isEmpty();
        if (changed && released && current.equals(version)) {
            complaints.add("changed after " + version + " was released; raise the minor version");
        }
        if (changed || !current.equals(version)) {
            gone.forEach(line -> complaints.add("gone:  " + line));
            added.forEach(line -> complaints.add("added: " + line));
            complaints.add("not written down; `mvn -o test -pl core/api -am -Dtest=ApiBaselineTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Ddidact.api.write=true` does it");
        }
        return complaints;
    }

    /// Whether a new line asks something of those who implement its type.
    private boolean mustBeWritten(String line) {
        String type = line.substring(0, line.indexOf(' ') + 1);
        return line.contains(" abstract ")
                && line.endsWith(" stable")
                && lines.stream().anyMatch(old -> old.startsWith(type))
                && !HOSTS.contains(type.strip());
    }

    private static int major(String version) {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }
}
