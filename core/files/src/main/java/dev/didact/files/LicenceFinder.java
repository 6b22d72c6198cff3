package dev.didact.files;

import dev.didact.api.DidactException;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Preference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Looks for the licence of a file where people write it, in this order: the recipe, `source.yaml` beside the file or
/// in a folder above it, a REUSE header in the file or `FILE.license`, its front matter, a `LICENSE` file in its folder
/// or above. It never looks above the folder in which the configured path begins.
///
/// The first one found is what is declared. Where the others do not say the same, and no `source.yaml` says what was
/// concluded, nothing is concluded. A `LICENSE` file is for those that say nothing themselves, so it contradicts
/// nobody.
public final class LicenceFinder {
    private static final Pattern COMMENT =
            Pattern.compile("(?m)^[\\h#/*;%\"<!\\-.]*SPDX-License-Identifier:\\h*(.+?)\\h*(?:-->|\\*/)?\\h*$");
    private static final Pattern COPYRIGHT = Pattern.compile(
            "(?m)^[\\h#/*;%\"<!\\-.]*SPDX-FileCopyrightText:\\h*(?:©|\\([cC]\\)|Copyright)?\\h*(?:[\\d ,-]+\\h+)?(.+?)\\h*(?:-->|\\*/)?\\h*$");
    private static final int HEADER_LINES = 20;

    private final Path root;
    private final Optional<Statement> recipe;
    private final Map<Path, Optional<SourceCard>> cards = new HashMap<>();
    private final Map<Path, Optional<Statement>> licenceFiles = new HashMap<>();

    /// What was found about a file.
    ///
    /// @param licence what is known of its licence
    /// @param creators who made it
    /// @param preferences what their owner wishes
    public record Terms(Licence licence, List<String> creators, List<Preference> preferences) {}

    /// One place that says which licence holds.
    private record Statement(String expression, String where) {}

    /// For files of whose licence the recipe says nothing.
    ///
    /// @throws DidactException.Config if a `source.yaml` holds a mistake
    public LicenceFinder(FileFinder.Found found) throws DidactException {
        this(found, Optional.empty());
    }

    /// @param licence SPDX expression that the recipe declares for all files
    /// @throws DidactException.Config if a `source.yaml` holds a mistake
    public LicenceFinder(FileFinder.Found found, Optional<String> licence) throws DidactException {
        this.root = found.root();
        this.recipe = licence.map(spdx -> new Statement(spdx, "the recipe"));
        for (SourceFile file : found.files()) {
            for (Path folder : foldersOf(file)) {
                if (!cards.containsKey(folder)) {
                    cards.put(folder, card(folder, file, found.path()));
                }
            }
        }
    }

    /// What holds for a file that has no place to say it in itself.
    public Terms of(SourceFile file) {
        return of(file, "", FrontMatter.NONE);
    }

    /// What holds for a file.
    ///
    /// @param text what stands in it
    /// @param matter its front matter
    public Terms of(SourceFile file, String text, FrontMatter matter) {
        Optional<SourceCard> card = first(file, cards);
        var statements = new ArrayList<Statement>(recipe.stream().toList());
        card.flatMap(found -> found.declared().map(spdx -> new Statement(spdx, found.evidence())))
                .ifPresent(statements::add);
        String header = header(file, text);
        find(COMMENT, header).stream()
                .map(spdx -> statement(spdx, "SPDX-License-Identifier of " + file.name()))
                .forEach(statements::add);
        matter.value("license", "licence")
                .map(spdx -> statement(spdx, "front matter of " + file.name()))
                .ifPresent(statements::add);
        List<String> creators = card.map(SourceCard::creators).orElse(List.of());
        if (creators.isEmpty()) {
            creators = find(COPYRIGHT, header);
        }
        if (creators.isEmpty()) {
            creators = matter.values("author", "authors", "creator", "creators");
        }
        return new Terms(
                licence(file, statements, card),
                creators,
                card.map(SourceCard::preferences).orElse(List.of()));
    }

    private Licence licence(SourceFile file, List<Statement> statements, Optional<SourceCard> card) {
        Optional<String> concluded = card.flatMap(SourceCard::concluded);
        if (statements.isEmpty() && concluded.isEmpty()) {
            for (Path folder : foldersOf(file)) {
                licenceFiles.computeIfAbsent(folder, LicenceFinder::licenceFile);
            }
            return first(file, licenceFiles)
                    .map(found -> Licence.declared(found.expression, found.where))
                    .orElseGet(() -> Licence.unknown("none found in source.yaml, REUSE header, " + file.name()
                            + ".license, front matter or LICENSE"));
        }
        String declared = statements.isEmpty() ? Licence.NO_ASSERTION : statements.getFirst().expression;
        String evidence = statements.isEmpty()
                ? card.map(SourceCard::evidence).orElse("")
                : statements.stream().map(Statement::where).distinct().collect(Collectors.joining("; "));
        if (concluded.isPresent()) {
            return new Licence(declared, concluded.get(), evidence);
        }
        if (statements.stream().allMatch(statement -> statement.expression.equals(declared))) {
            return new Licence(declared, declared, evidence);
        }
        String contradiction = statements.stream()
                .map(statement -> statement.where + ": " + statement.expression)
                .collect(Collectors.joining("; "));
        return new Licence(
                declared, Licence.NO_ASSERTION, "contradiction, nobody concluded which holds: " + contradiction);
    }

    private static Statement statement(String text, String where) {
        return Spdx.isExpression(text)
                ? new Statement(text, where)
                : new Statement(Licence.NO_ASSERTION, where + " says '" + text + "', which is no SPDX expression");
    }

    /// The lines of a file where a REUSE header stands, and those of the file beside it that holds the header in its
    /// stead.
    private static String header(SourceFile file, String text) {
        String beginning = text.lines().limit(HEADER_LINES).collect(Collectors.joining("\n"));
        return beginning + "\n"
                + content(file.path().resolveSibling(file.path().getFileName() + ".license"))
                        .orElse("");
    }

    private static List<String> find(Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        return matcher.results().map(found -> found.group(1)).toList();
    }

    private <T> Optional<T> first(SourceFile file, Map<Path, Optional<T>> byFolder) {
        return foldersOf(file).stream()
                .flatMap(folder -> byFolder.getOrDefault(folder, Optional.empty()).stream())
                .findFirst();
    }

    /// The folder of a file and those above it, up to where the configured path begins.
    private List<Path> foldersOf(SourceFile file) {
        var folders = new ArrayList<Path>();
        Path folder = file.path().getParent();
        while (folder != null && folder.startsWith(root)) {
            folders.add(folder);
            folder = folder.getParent();
        }
        return folders;
    }

    private static Optional<SourceCard> card(Path folder, SourceFile file, String path) throws DidactException {
        for (String name : List.of("source.yaml", "source.yml")) {
            Path place = folder.resolve(name);
            if (Files.isRegularFile(place)) {
                String cited = cite(file, place);
                String text = content(place)
                        .orElseThrow(() -> FileFinder.wrong(path, "reaches " + cited + ", which is no UTF-8 text"));
                try {
                    return Optional.of(SourceCard.read(text, cited));
                } catch (Yaml.Mistake e) {
                    throw FileFinder.wrong(
                            path, "reaches a source.yaml with a mistake: " + cited + ":" + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    /// A file beside or above a text, as it is cited.
    private static String cite(SourceFile file, Path place) {
        Path folder = file.path().getParent();
        String relative =
                folder == null ? place.toString() : folder.relativize(place).toString();
        int slash = file.name().lastIndexOf('/');
        return Path.of(file.name().substring(0, slash + 1) + relative)
                .normalize()
                .toString()
                .replace('\\', '/');
    }

    private static Optional<Statement> licenceFile(Path folder) {
        for (String name :
                List.of("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "LICENCE.txt", "LICENCE.md", "COPYING")) {
            Optional<String> text = content(folder.resolve(name));
            if (text.isPresent()) {
                List<String> tags = find(COMMENT, text.get());
                Optional<String> expression = tags.size() == 1 && Spdx.isExpression(tags.getFirst())
                        ? Optional.of(tags.getFirst())
                        : Spdx.ofLicenceText(text.get());
                return expression.map(spdx -> new Statement(spdx, name + " in the folder of the file or above"));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> content(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
