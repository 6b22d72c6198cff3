package dev.didact.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/// The JSON Schema of a configuration record: names in kebab-case in the order of the components, types, bounds,
/// defaults, examples, and the texts of its `@param` lines.
final class ConfigSchema {
    private static final String CONFIG = "dev.didact.api.config.";
    private static final Map<String, Map<String, Object>> NAMED = Map.ofEntries(
            Map.entry("java.lang.String", Map.of("type", "string")),
            Map.entry("java.lang.Boolean", Map.of("type", "boolean")),
            Map.entry("java.lang.Byte", Map.of("type", "integer")),
            Map.entry("java.lang.Short", Map.of("type", "integer")),
            Map.entry("java.lang.Integer", Map.of("type", "integer")),
            Map.entry("java.lang.Long", Map.of("type", "integer")),
            Map.entry("java.lang.Float", Map.of("type", "number")),
            Map.entry("java.lang.Double", Map.of("type", "number")),
            Map.entry("java.util.OptionalInt", Map.of("type", "integer")),
            Map.entry("java.util.OptionalLong", Map.of("type", "integer")),
            Map.entry("java.util.OptionalDouble", Map.of("type", "number")),
            Map.entry("java.time.Duration", format("duration")),
            Map.entry("java.nio.file.Path", format("path")),
            Map.entry("java.net.URI", format("uri")),
            Map.entry(CONFIG + "SecretName", format("secret")));

    private final Elements elements;
    private final Types types;
    private final Set<TypeElement> open = new LinkedHashSet<>();

    ConfigSchema(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /// The schema of a record.
    ///
    /// @throws Mistake if a component has a type or an annotation that no recipe could follow
    Map<String, Object> of(TypeElement configRecord) throws Mistake {
        if (!open.add(configRecord)) {
            throw new Mistake(
                    configRecord,
                    "record " + configRecord.getSimpleName() + " holds itself; a configuration must end somewhere");
        }
        String docComment = elements.getDocComment(configRecord);
        Map<String, String> texts = docComment == null ? Map.of() : DocText.params(docComment);
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (RecordComponentElement component : configRecord.getRecordComponents()) {
            String name = Names.kebab(component.getSimpleName().toString());
            properties.put(name, property(component, texts));
            if (find(component, "Default").isEmpty() && !isOptional(component.asType())) {
                required.add(name);
            }
        }
        open.remove(configRecord);
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> property(RecordComponentElement component, Map<String, String> texts) throws Mistake {
        var schema = new LinkedHashMap<String, Object>();
        String text = texts.get(component.getSimpleName().toString());
        Map<String, Object> type = type(component, component.asType());
        schema.put("type", type.getOrDefault("type", "object"));
        if (text != null) {
            schema.put("description", text);
        }
        schema.putAll(type);
        bound(component, "Min", schema);
        bound(component, "Max", schema);
        pattern(component, schema);
        Optional<AnnotationMirror> preset = find(component, "Default");
        if (preset.isPresent()) {
            if (isOptional(component.asType())) {
                throw new Mistake(
                        component, "an Optional is empty where a recipe leaves it out; take @Default or Optional away");
            }
            schema.put("default", stated(component, "Default", preset.get(), schema));
        }
        Optional<AnnotationMirror> example = find(component, "Example");
        if (example.isPresent()) {
            schema.put("examples", List.of(stated(component, "Example", example.get(), schema)));
        }
        return schema;
    }

    private static Object stated(
            RecordComponentElement component, String annotation, AnnotationMirror stated, Map<String, Object> schema)
            throws Mistake {
        String flow = (String) value(stated);
        try {
            return StatedValue.of(flow, schema);
        } catch (IllegalArgumentException e) {
            throw new Mistake(component, "@" + annotation + "(\"" + flow + "\") does not fit: " + e.getMessage());
        }
    }

    private Map<String, Object> type(Element where, TypeMirror type) throws Mistake {
        if (type.getKind().isPrimitive() && type.getKind() != TypeKind.CHAR) {
            return named(types.boxedClass(types.getPrimitiveType(type.getKind())))
                    .orElseThrow();
        }
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            throw unknownType(where, type);
        }
        Optional<Map<String, Object>> named = named(element);
        if (named.isPresent()) {
            return named.get();
        }
        if (element.getKind() == ElementKind.ENUM) {
            return typed("string", "enum", constants(element));
        }
        List<? extends TypeMirror> arguments = declared.getTypeArguments();
        if (element.getKind() == ElementKind.RECORD && arguments.isEmpty()) {
            return of(element);
        }
        return switch (element.getQualifiedName().toString() + "/" + arguments.size()) {
            case "java.util.Optional/1" -> type(where, arguments.getFirst());
            case "java.util.List/1", "java.util.Set/1" -> typed("array", "items", type(where, arguments.getFirst()));
            case "java.util.Map/2" -> {
                if (!isNamed(arguments.getFirst(), "java.lang.String")) {
                    throw new Mistake(where, "the keys of a map must be String but are " + arguments.getFirst());
                }
                yield typed("object", "additionalProperties", type(where, arguments.getLast()));
            }
            default -> throw unknownType(where, type);
        };
    }

    private static Mistake unknownType(Element where, TypeMirror type) {
        return new Mistake(
                where,
                "a configuration cannot hold " + type
                        + "; use a number, boolean, String, enum, List, Set, Map<String, T>, Optional,"
                        + " Duration, Path, URI, SecretName or a record of these");
    }

    private static Optional<Map<String, Object>> named(TypeElement element) {
        return Optional.ofNullable(NAMED.get(element.getQualifiedName().toString()));
    }

    private static List<String> constants(TypeElement element) {
        return element.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(constant -> Names.kebabConstant(constant.getSimpleName().toString()))
                .toList();
    }

    private static boolean isNamed(TypeMirror type, String name) {
        return type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals(name);
    }

    private static boolean isOptional(TypeMirror type) {
        return isNamed(type, "java.util.Optional")
                || isNamed(type, "java.util.OptionalInt")
                || isNamed(type, "java.util.OptionalLong")
                || isNamed(type, "java.util.OptionalDouble");
    }

    private static void bound(RecordComponentElement component, String annotation, Map<String, Object> schema)
            throws Mistake {
        Optional<AnnotationMirror> bound = find(component, annotation);
        if (bound.isEmpty()) {
            return;
        }
        boolean least = annotation.equals("Min");
        String key = switch ((String) schema.get("type")
                + (schema.containsKey("format") || schema.containsKey("enum") ? "*" : "")) {
            case "integer", "number" -> least ? "minimum" : "maximum";
            case "string" -> least ? "minLength" : "maxLength";
            case "array" -> least ? "minItems" : "maxItems";
            case "object" -> least ? "minProperties" : "maxProperties";
            default ->
                throw new Mistake(component, "@" + annotation + " bounds numbers, texts, lists, sets and maps only");
        };
        schema.put(key, value(bound.get()));
    }

    private static void pattern(RecordComponentElement component, Map<String, Object> schema) throws Mistake {
        Optional<AnnotationMirror> matches = find(component, "Matches");
        if (matches.isEmpty()) {
            return;
        }
        if (!"string".equals(schema.get("type"))) {
            throw new Mistake(component, "@Matches is for texts only");
        }
        String expression = (String) value(matches.get());
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new Mistake(component, "@Matches: " + e.getDescription() + " in '" + expression + "'");
        }
        schema.put("pattern", "^(?:" + expression + ")$");
    }

    private static Optional<AnnotationMirror> find(RecordComponentElement component, String simpleName) {
        return Annotations.find(component, CONFIG + simpleName);
    }

    private static Object value(AnnotationMirror annotation) {
        return Annotations.values(annotation).getOrDefault("value", "");
    }

    private static Map<String, Object> format(String format) {
        return typed("string", "format", format);
    }

    /// In this order: the manifest is the same in every build.
    private static Map<String, Object> typed(String type, String key, Object value) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", type);
        schema.put(key, value);
        return schema;
    }
}
