package dev.didact.files;

import dev.didact.api.DidactException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Finds the files that a path of the configuration means, in the order of their names.
///
/// Links are followed; a loop of links and a file that is reached twice count once. Files that speak about texts rather
/// than being one (`source.yaml`, `LICENSE`, `*.license`) and names that begin with a dot are left out unless the path
/// names them.
public final class FileFinder {
    private static final Pattern WILD = Pattern.compile("[*?\\[{]");
    private static final Pattern ABOUT = Pattern.compile("(licen[cs]e|copying)(\\..*)?|.*\\.license|source\\.ya?ml");

    private FileFinder() {}

    /// The files of a path.
    ///
    /// @param path as it is written in the recipe
    /// @param root folder below which all of them lie
    /// @param single whether the path is the name of one file
    /// @param files each with the name by which it is cited, in order
    public record Found(String path, Path root, boolean single, List<SourceFile> files) {
        public Found {
            files = List.copyOf(files);
        }
    }

    /// Finds them.
    ///
    /// @param path as it is written in the recipe
    /// @param base where relative paths begin
    /// @throws DidactException.Config at the setting `path`, if it means no file
    public static Found find(String path, Path base) throws DidactException {
        Path root;
        PathMatcher matcher;
        Path exact;
        try {
            exact = WILD.matcher(path).find() ? null : base.resolve(path).normalize();
            if (exact != null && Files.isRegularFile(exact)) {
                Path folder = exact.getParent() == null ? base : exact.getParent();
                return new Found(path, folder, true, List.of(new SourceFile(exact, name(path, base, exact))));
            }
            if (exact != null && !Files.exists(exact)) {
                throw wrong(path, "names no file or folder; it is looked for beside the recipe");
            }
            root = exact != null ? exact : base.resolve(fixedPart(path)).normalize();
            matcher = exact != null ? _ -> true : matcher(path, base);
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw wrong(path, "is no path or pattern: " + e.getMessage());
        }
        if (!Files.isDirectory(root)) {
            throw wrong(path, "begins in a folder that is not there");
        }
        boolean hidden = path.matches("(.*/)?\\.[^./].*");
        List<SourceFile> files = walk(path, base, root, matcher, hidden);
        if (files.isEmpty()) {
            throw wrong(path, "matches no file; write a file, a folder, or a pattern such as 'docs/**/*.md'");
        }
        return new Found(path, root, false, files);
    }

    private static List<SourceFile> walk(String path, Path base, Path root, PathMatcher matcher, boolean hidden)
            throws DidactException {
        var byName = new TreeMap<String, Path>();
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 100, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return !folder.equals(root) && leftOut(folder)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    boolean text = attributes.isRegularFile() || attributes.isSymbolicLink();
                    if (text && !leftOut(file) && !about(file) && matcher.matches(base.relativize(file))) {
                        byName.put(name(path, base, file), file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof FileSystemLoopException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }

                private boolean leftOut(Path file) {
                    return !hidden && file.getFileName().toString().startsWith(".");
                }
            });
        } catch (IOException | UncheckedIOException e) {
            throw wrong(path, "leads to a place that cannot be read: " + e.getMessage());
        }
        var files = new ArrayList<SourceFile>();
        Set<Path> seen = new HashSet<>();
        byName.forEach((name, file) -> {
            if (seen.add(real(file))) {
                files.add(new SourceFile(file, name));
            }
        });
        return files;
    }

    private static boolean about(Path file) {
        return ABOUT.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT))
                .matches();
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException _) {
            return file;
        }
    }

    /// The folders of a pattern before its first wild card.
    private static String fixedPart(String path) {
        var wild = WILD.matcher(path);
        return wild.find() ? path.substring(0, path.lastIndexOf('/', wild.start()) + 1) : path;
    }

    /// Matches paths relative to the recipe. As everywhere but in Java, `**/` also means no folder at all.
    private static PathMatcher matcher(String path, Path base) {
        String pattern = path.startsWith("./") ? path.substring(2) : path;
        boolean absolute = Path.of(fixedPart(pattern)).isAbsolute();
        PathMatcher matcher =
                base.getFileSystem().getPathMatcher("glob:" + pattern.replaceAll("(^|/)\\*\\*/", "$1{**/,}"));
        return file -> matcher.matches(absolute ? base.resolve(file).normalize() : file);
    }

    /// How a file is cited: relative to the recipe, or in full where the recipe says so.
    private static String name(String path, Path base, Path file) {
        Path cited = Path.of(fixedPart(path)).isAbsolute() ? file : base.relativize(file);
        return cited.toString().replace('\\', '/');
    }

    /// An error of the setting `path`.
    public static DidactException.Config wrong(String path, String what) {
        return new DidactException.Config("path", "path '" + path + "' " + what);
    }
}
