package dev.didact.engine.internal.host;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A call in a plugin's own classes that would end the whole program, with all runs in it: `System.exit`,
/// `Runtime.exit`, `Runtime.halt`, written as a call or as a method reference. What is called by reflection, or by a
/// library that the plugin brings along, is not seen.
///
/// @param className the class that calls
/// @param method its method
/// @param line the line of its source; 0 if the class file does not say
/// @param calls what it calls
record EndingCall(String className, String method, int line, String calls) {
    private static final Set<String> ENDING =
            Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");

    /// A class that holds none of these names holds no such call.
    private static final List<byte[]> NAMES =
            List.of("exit".getBytes(StandardCharsets.UTF_8), "halt".getBytes(StandardCharsets.UTF_8));

    /// Code that may not be loaded here and may be in a process of its own.
    static final class OnlyApart extends BadArchiveException {
        private static final long serialVersionUID = 1L;

        private final transient EndingCall call;

        private OnlyApart(EndingCall call) {
            super(call.cured() + ", or use it with `isolation: process`");
            this.call = call;
        }

        /// What keeps it from being loaded here.
        EndingCall call() {
            return call;
        }
    }

    /// The first such call in some code.
    ///
    /// @param code the folder, jar or archive of the plugin's own classes
    static Optional<EndingCall> first(Path code) throws IOException {
        return ClassFiles.first(code, EndingCall::in);
    }

    /// Refuses code that holds such a call.
    ///
    /// @param code the folder or jar of the plugin's own classes
    /// @param listed whether its contributions are known without it, so that a process of its own can have them
    /// @throws BadArchiveException naming class, line and cure
    static void refuse(Path code, boolean listed) throws IOException, BadArchiveException {
        Optional<EndingCall> found = first(code);
        if (found.isPresent()) {
            throw listed
                    ? new OnlyApart(found.get())
                    : new BadArchiveException(found.get().cured());
        }
    }

    /// Where it stands and what it would do.
    String words() {
        return "its class " + className + " calls " + calls.substring(calls.lastIndexOf('/') + 1) + " in " + method
                + (line == 0 ? "" : " (line " + line + ")")
                + ", which would end Didact with everything that runs in it";
    }

    /// The same, and what its author does about it.
    String cured() {
        return words() + "; throw an exception there and build it again";
    }

    private static Optional<EndingCall> in(String className, byte[] classFile) {
        if (NAMES.stream().noneMatch(name -> ClassFiles.names(classFile, name))) {
            return Optional.empty();
        }
        try {
            ClassModel model = ClassFile.of().parse(classFile);
            return model.methods().stream()
                    .flatMap(method -> in(className, method).stream())
                    .findFirst();
        } catch (IllegalArgumentException e) {
            // Not a class of this Java: it cannot be loaded either, and loading it says why.
            return Optional.empty();
        }
    }

    private static Optional<EndingCall> in(String className, MethodModel method) {
        Optional<CodeModel> code = method.code();
        int line = 0;
        for (CodeElement element : code.isPresent() ? code.get() : List.<CodeElement>of()) {
            if (element instanceof LineNumber at) {
                line = at.line();
            }
            Optional<String> called = called(element).filter(ENDING::contains);
            if (called.isPresent()) {
                return Optional.of(new EndingCall(className, method.methodName().stringValue(), line, called.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> called(CodeElement element) {
        return switch (element) {
            case InvokeInstruction call ->
                Optional.of(call.owner().asInternalName() + "." + call.name().stringValue());
            case InvokeDynamicInstruction reference ->
                reference.bootstrapArgs().stream()
                        .filter(DirectMethodHandleDesc.class::isInstance)
                        .map(DirectMethodHandleDesc.class::cast)
                        .map(EndingCall::called)
                        .filter(ENDING::contains)
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static String called(DirectMethodHandleDesc handle) {
        String owner = handle.owner().descriptorString();
        return owner.substring(1, owner.length() - 1) + "." + handle.methodName();
    }
}
