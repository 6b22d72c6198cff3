package dev.didact.engine.internal.recipe;

import dev.didact.engine.Catalog;
import dev.didact.engine.Place;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.TaskFile;
import dev.didact.engine.internal.document.Nearest;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds evaluation tasks: by name among those of the workspace and of plugins, else as a file, or as a folder that has
/// one.
public final class Tasks {
    /// What the document of a task that is a folder is called.
    public static final String DOCUMENT = "task.yaml";

    private Tasks() {}

    /// The task that a name means.
    ///
    /// @param name `capitals`, `capitals@1.0.0`, `org.example.exams.capitals`, or a file or folder
    /// @param base the folder that paths start from
    /// @param place where the name stands, for the problem
    /// @throws ProblemException if there is none, or if several plugins have one of that name
    public static TaskFile find(String name, Path base, Catalog catalog, Optional<Place> place) {
        int at = name.indexOf('@');
        String id = at < 0 ? name : name.substring(0, at);
        List<TaskFile> named = catalog.tasks().stream()
                .filter(task -> task.id().equals(id) || task.fullId().equals(id))
                .toList();
        List<TaskFile> nearest =
                named.stream().filter(task -> task.plugin().isEmpty()).toList();
        List<TaskFile> candidates = nearest.isEmpty() ? named : nearest;
        List<TaskFile> meant = at < 0
                ? candidates
                : candidates.stream()
                        .filter(task -> TaskReader.version(task).equals(Optional.of(name.substring(at + 1))))
                        .toList();
        List<String> fullIds = meant.stream().map(TaskFile::fullId).distinct().toList();
        if (fullIds.size() > 1) {
            throw problem(place, "E207", "'" + id + "' is a task of several plugins; write one of " + fullIds, fullIds);
        }
        return meant.stream()
                .max(Comparator.comparing(task -> TaskReader.version(task).orElse(""), Tasks::compare))
                .or(() -> file(name, base))
                .orElseThrow(() -> missing(name, candidates, catalog, place));
    }

    private static Optional<TaskFile> file(String name, Path base) {
        try {
            Path path = base.resolve(name);
            Path file = Files.isDirectory(path) ? path.resolve(DOCUMENT) : path;
            return Files.isRegularFile(file)
                    ? Optional.of(new TaskFile(nameIn(file), "", () -> file))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// The name that a file says, which is what it is called by; empty where it says none.
    private static String nameIn(Path file) {
        try {
            Node document = YamlReader.read(file.toString(), Files.readAllBytes(file));
            return document instanceof Node.Mapping mapping
                    ? mapping.text("name").orElse("")
                    : "";
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static ProblemException unreadable(Path file, IOException e) {
        return new ProblemException(
                Problem.Category.USAGE, "E205", "the task " + file + " cannot be read: " + e.getMessage(), e);
    }

    private static ProblemException missing(
            String name, List<TaskFile> others, Catalog catalog, Optional<Place> place) {
        if (!others.isEmpty()) {
            List<String> there = others.stream()
                    .map(task -> task.fullId() + "@" + TaskReader.version(task).orElse("?"))
                    .toList();
            return problem(place, "E206", "no task '" + name + "'; there is " + String.join(", ", there), there);
        }
        List<String> known = catalog.tasks().stream()
                .flatMap(task -> Stream.of(task.id(), task.fullId()))
                .distinct()
                .toList();
        List<String> meant = Nearest.to(name, known);
        return problem(
                place,
                "E206",
                "no task '" + name + "', and no file or folder with a " + DOCUMENT + " of that name"
                        + (meant.isEmpty() ? "; 'tasks' lists those that are there" : ""),
                meant);
    }

    private static ProblemException problem(Optional<Place> place, String code, String message, List<String> meant) {
        return new ProblemException(
                List.of(new Problem(Problem.Category.USAGE, place.isPresent() ? code : "E102", message, place, meant)));
    }

    /// The tasks of a folder: each a folder with a [document][#DOCUMENT], called as the task or as `NAME@VERSION`.
    public static List<TaskFile> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<TaskFile> tasks = new ArrayList<>();
            for (Path entry : entries.sorted().toList()) {
                Path file = entry.resolve(DOCUMENT);
                if (Files.isRegularFile(file)) {
                    tasks.add(new TaskFile(id(entry), "", () -> file));
                }
            }
            return tasks;
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static String id(Path folder) {
        return String.valueOf(folder.getFileName()).replaceFirst("@.*", "");
    }

    /// Which of two versions is newer; what is none is older than any.
    private static int compare(String a, String b) {
        return Arrays.compare(numbers(a), numbers(b));
    }

    private static long[] numbers(String version) {
        return version.matches("[0-9]{1,9}(\\.[0-9]{1,9}){2}")
                ? Stream.of(version.split("\\.")).mapToLong(Long::parseLong).toArray()
                : new long[0];
    }
}
