package dev.didact.api.baseline;

import dev.didact.api.Api;
import dev.didact.api.Context;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes every public and protected signature of the API as one line: how far one may rely on it, the type, the
/// member.
final class Signatures {
    /// What every record and enum has.
    private static final Set<String> GIVEN = Set.of("equals", "hashCode", "toString", "values", "valueOf");

    private final Set<String> lines = new TreeSet<>();

    private Signatures() {}

    /// The lines of the API that is compiled here, in order.
    static List<String> ofApi() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(Context.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<String> names = files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.replaceAll("\\.class$", "").replaceAll("[/\\\\]", "."))
                    .toList();
            var signatures = new Signatures();
            for (String name : names) {
                signatures.type(Class.forName(name));
            }
            return List.copyOf(signatures.lines);
        }
    }

    /// The lines of one type.
    static List<String> of(Class<?> type) {
        var signatures = new Signatures();
        signatures.type(type);
        return List.copyOf(signatures.lines);
    }

    private void type(Class<?> type) {
        if (!visible(type)) {
            return;
        }
        add(type, status(type), "is " + kind(type));
        Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> seen(constructor, constructor.isSynthetic()))
                .forEach(constructor -> add(type, status(constructor, type), constructor(constructor)));
        Stream.of(type.getDeclaredMethods())
                .filter(method -> seen(method, method.isSynthetic()))
                .filter(method -> !GIVEN.contains(method.getName()))
                .forEach(method -> add(type, status(method, type), method(method)));
        Stream.of(type.getDeclaredFields())
                .filter(field ->
                        seen(field, field.isSynthetic()) && !field.getName().equals("serialVersionUID"))
                .forEach(field -> add(type, status(field, type), field(field)));
    }

    private void add(Class<?> type, Api.Status status, String what) {
        lines.add(type.getName() + " " + what + " " + status.name().toLowerCase(Locale.ROOT));
    }

    private static boolean visible(Class<?> type) {
        boolean itself = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        return itself
                && !type.isAnonymousClass()
                && Optional.<Class<?>>ofNullable(type.getEnclosingClass())
                        .map(Signatures::visible)
                        .orElse(true);
    }

    private static boolean seen(Member member, boolean synthetic) {
        return !synthetic && (Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()));
    }

    private static Api.Status status(AnnotatedElement member, Class<?> type) {
        Api own = member.getAnnotation(Api.class);
        return own == null ? status(type) : own.value();
    }

    private static Api.Status status(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            Api own = each.getAnnotation(Api.class);
            if (own != null) {
                return own.value();
            }
        }
        Api ofPackage = type.getPackage().getAnnotation(Api.class);
        if (ofPackage == null) {
            throw new AssertionError(type.getPackageName() + " says nowhere how far one may rely on it: put @Api on its"
                    + " package-info.java");
        }
        return ofPackage.value();
    }

    private static String kind(Class<?> type) {
        String form = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        String permits = type.isSealed() ? " permits " + names(type.getPermittedSubclasses()) : "";
        String parents = Stream.concat(
                        parent(type).stream().map(Type::getTypeName),
                        Arrays.stream(type.getGenericInterfaces()).map(Type::getTypeName))
                .collect(Collectors.joining(", "));
        String modifiers = (type.isSealed() ? "sealed " : "")
                + (Modifier.isFinal(type.getModifiers()) ? "final " : "")
                + (Modifier.isAbstract(type.getModifiers()) && !type.isInterface() ? "abstract " : "");
        return modifiers + form + typeParameters(type) + (parents.isEmpty() ? "" : " : " + parents) + permits;
    }

    private static Optional<Type> parent(Class<?> type) {
        @Nullable Type parent = type.getGenericSuperclass();
        return Optional.ofNullable(parent)
                .filter(each -> each != Object.class && each != Record.class && !type.isEnum());
    }

    private static String typeParameters(Class<?> type) {
        return type.getTypeParameters().length == 0
                ? ""
                : Arrays.stream(type.getTypeParameters())
                        .map(each -> each.getName() + " extends " + each.getBounds()[0].getTypeName())
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String names(Class<?>[] types) {
        return Arrays.stream(types).map(Class::getName).sorted().collect(Collectors.joining(", "));
    }

    private static String constructor(Constructor<?> constructor) {
        return "new(" + parameters(constructor) + ")" + thrown(constructor);
    }

    private static String method(Method method) {
        String modifiers = Modifier.isStatic(method.getModifiers())
                ? "static "
                : Modifier.isAbstract(method.getModifiers()) ? "abstract " : method.isDefault() ? "default " : "";
        return modifiers + method.getName() + "(" + parameters(method) + "): "
                + method.getGenericReturnType().getTypeName() + thrown(method)
                + (method.getDefaultValue() == null ? "" : " has a default");
    }

    private static String field(Field field) {
        return (Modifier.isStatic(field.getModifiers()) ? "static " : "") + field.getName() + ": "
                + field.getGenericType().getTypeName();
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getGenericParameterTypes())
                .map(Type::getTypeName)
                .collect(Collectors.joining(", "));
    }

    private static String thrown(Executable executable) {
        String thrown = names(executable.getExceptionTypes());
        return thrown.isEmpty() ? "" : " throws " + thrown;
    }
}
