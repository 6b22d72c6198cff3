package dev.didact.engine.internal.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A plugin that is looked at: unpacked, and no class of it loaded.
///
/// @param archive what it came in
/// @param manifest what it says of itself
/// @param folder where its files lie
/// @param code where its own classes lie there
/// @param own what its own classes name
/// @param libraries its jars
record Inspected(
        Archive archive, Manifest manifest, Path folder, Path code, List<ClassReferences> own, List<Path> libraries) {
    /// Reads the files of a plugin.
    ///
    /// @param folder where they were unpacked
    /// @throws BadArchiveException if one of its jars is none
    static Inspected of(Archive archive, Manifest manifest, Path folder) throws IOException, BadArchiveException {
        Path jar = folder.resolve(Unpacker.JAR);
        Path code = Files.isRegularFile(jar) ? jar : folder.resolve("classes");
        return new Inspected(archive, manifest, folder, code, references(code), PluginFiles.libraries(folder));
    }

    /// What all classes of a folder or jar name.
    static List<ClassReferences> references(Path code) throws IOException {
        var all = new ArrayList<ClassReferences>();
        Optional<Object> none = ClassFiles.first(code, (name, classFile) -> {
            if (!name.endsWith("-info") && classFile.length > 8) {
                all.add(ClassReferences.of(name, classFile));
            }
            return Optional.empty();
        });
        return none.isEmpty() ? all : List.of();
    }
}
