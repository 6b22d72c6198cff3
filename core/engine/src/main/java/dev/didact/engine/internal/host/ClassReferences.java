package dev.didact.engine.internal.host;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What the constants of a class file name: other classes, and members of them. It is what the code can link to; what
/// it finds by reflection is not in it.
///
/// @param name the class
/// @param release the Java that it is compiled for
/// @param classes names of the classes that it refers to
/// @param members what it calls or reads there: `java.lang.System.exit`, and constructors with their parameters too:
///     `java.util.Random.<init>()V`
/// @param contributes the id in its `@Contributes`, where it carries one
record ClassReferences(
        String name, int release, Set<String> classes, Set<String> members, Optional<String> contributes) {
    private static final int CLASS_FILE_OFFSET = 44;
    private static final String CONTRIBUTES = "Ldev/didact/api/Contributes;";

    /// Reads a class file. One that is newer than this Java names nothing but its release.
    static ClassReferences of(String name, byte[] classFile) {
        int release = ((classFile[6] & 0xff) << 8 | (classFile[7] & 0xff)) - CLASS_FILE_OFFSET;
        try {
            ClassModel model = ClassFile.of().parse(classFile);
            var classes = new HashSet<String>();
            var members = new HashSet<String>();
            for (PoolEntry entry : model.constantPool()) {
                switch (entry) {
                    case ClassEntry type -> named(type).ifPresent(classes::add);
                    case MemberRefEntry member ->
                        named(member.owner()).ifPresent(owner -> {
                            String full = owner + "." + member.name().stringValue();
                            members.add(full);
                            members.add(full + member.type().stringValue());
                        });
                    default -> {}
                }
            }
            return new ClassReferences(name, release, classes, members, contributes(model));
        } catch (IllegalArgumentException e) {
            return new ClassReferences(name, release, Set.of(), Set.of(), Optional.empty());
        }
    }

    private static Optional<String> named(ClassEntry type) {
        String name = type.asInternalName();
        if (!name.startsWith("[")) {
            return Optional.of(name.replace('/', '.'));
        }
        String element = name.replaceFirst("^\\[+", "");
        return element.startsWith("L")
                ? Optional.of(element.substring(1, element.length() - 1).replace('/', '.'))
                : Optional.empty();
    }

    private static Optional<String> contributes(ClassModel model) {
        return model.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .filter(annotation -> annotation.className().equalsString(CONTRIBUTES))
                .flatMap(annotation -> id(annotation).stream())
                .findFirst();
    }

    private static Optional<String> id(Annotation annotation) {
        for (AnnotationElement element : annotation.elements()) {
            if (element.name().equalsString("id") && element.value() instanceof AnnotationValue.OfString text) {
                return Optional.of(text.stringValue());
            }
        }
        return Optional.empty();
    }
}
