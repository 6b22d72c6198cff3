package dev.didact.engine.internal.host;

import static dev.didact.engine.Finding.warning;

import dev.didact.engine.Finding;
import dev.didact.engine.Finding.Area;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a contribution does when it is made, although nobody may ever open it: does its constructor, or what its class
/// does when it is loaded, reach for files? What these call in turn is not seen.
final class MakingCheck {
    private static final Set<String> MAKING = Set.of("<init>", "<clinit>");
    private static final List<String> FILES = List.of(
            "java.nio.file.Files.",
            "java.io.FileInputStream.<init>",
            "java.io.FileOutputStream.<init>",
            "java.io.FileReader.<init>",
            "java.io.FileWriter.<init>",
            "java.io.RandomAccessFile.<init>");

    private MakingCheck() {}

    static void check(Inspected plugin, Consumer<Finding> findings) throws IOException {
        Set<String> contributions = plugin.manifest().contributions().stream()
                .map(Manifest.Declared::className)
                .collect(Collectors.toSet());
        ClassFiles.first(
                        plugin.code(),
                        (name, classFile) -> contributions.contains(name) ? in(name, classFile) : Optional.empty())
                .ifPresent(findings);
    }

    private static Optional<Finding> in(String className, byte[] classFile) {
        try {
            return ClassFile.of().parse(classFile).methods().stream()
                    .filter(method -> MAKING.contains(method.methodName().stringValue()))
                    .flatMap(MakingCheck::called)
                    .filter(called -> FILES.stream().anyMatch(called::startsWith))
                    .findFirst()
                    .map(called -> warning(
                            Area.LIFE,
                            className + " reaches for files when it is made (" + called + ")",
                            "let the constructor do nothing; read in open"));
        } catch (IllegalArgumentException e) {
            // Not a class of this Java: it cannot be loaded either, and loading it says why.
            return Optional.empty();
        }
    }

    private static Stream<String> called(MethodModel method) {
        Optional<CodeModel> code = method.code();
        return code.stream()
                .flatMap(CodeModel::elementStream)
                .filter(InvokeInstruction.class::isInstance)
                .map(InvokeInstruction.class::cast)
                .map(call -> call.owner().asInternalName().replace('/', '.') + "."
                        + call.name().stringValue());
    }
}
