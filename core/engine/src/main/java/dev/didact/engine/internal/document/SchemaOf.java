package dev.didact.engine.internal.document;

import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.api.config.Matches;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.config.SecretName;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema of a configuration record, found by reflection. It is the one that the annotation processor writes,
/// without the descriptions, which a compiled class no longer has.
public final class SchemaOf {
    private static final Set<Type> INTEGERS = Set.of(
            byte.class,
            short.class,
            int.class,
            long.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            OptionalInt.class,
            OptionalLong.class);
    private static final Set<Type> NUMBERS =
            Set.of(float.class, double.class, Float.class, Double.class, OptionalDouble.class);
    private static final Set<Type> OPTIONALS = Set.of(OptionalInt.class, OptionalLong.class, OptionalDouble.class);
    private static final Map<Type, String> FORMATS =
            Map.of(Duration.class, "duration", Path.class, "path", URI.class, "uri", SecretName.class, "secret");

    private final Set<Class<?>> open = new HashSet<>();

    private SchemaOf() {}

    /// The schema of a record.
    ///
    /// @throws IllegalArgumentException if a component has a type that no recipe could give a value
    public static ObjectNode of(Class<? extends Record> type) {
        return new SchemaOf().object(type);
    }

    /// A component's name as recipes write it: `perItem` as `per-item`, `baseURL` as `base-url`.
    static String kebab(String camelCase) {
        return camelCase
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }

    /// A constant's name as recipes write it: `VERY_PLAIN` as `very-plain`.
    static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a component may be left out without a default.
    static boolean isOptional(Type type) {
        return OPTIONALS.contains(type)
                || (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class);
    }

    private ObjectNode object(Class<?> type) {
        if (!open.add(type)) {
            throw new IllegalArgumentException(
                    "record " + type.getSimpleName() + " holds itself; a configuration must end somewhere");
        }
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = kebab(component.getName());
            properties.set(name, property(component));
            if (!component.isAnnotationPresent(Default.class) && !isOptional(component.getGenericType())) {
                required.add(name);
            }
        }
        open.remove(type);
        ObjectNode schema = typed("object");
        schema.set("properties", properties);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private ObjectNode property(RecordComponent component) {
        ObjectNode schema = type(component.getGenericType());
        Min min = component.getAnnotation(Min.class);
        Max max = component.getAnnotation(Max.class);
        Matches matches = component.getAnnotation(Matches.class);
        Default preset = component.getAnnotation(Default.class);
        Example example = component.getAnnotation(Example.class);
        if (min != null) {
            schema.set(bound(schema, "minimum", "min"), number(min.value()));
        }
        if (max != null) {
            schema.set(bound(schema, "maximum", "max"), number(max.value()));
        }
        if (matches != null) {
            schema.put("pattern", "^(?:" + matches.value() + ")$");
        }
        if (preset != null) {
            schema.set("default", Defaults.read(preset.value(), schema));
        }
        if (example != null) {
            schema.putArray("examples").add(Defaults.read(example.value(), schema));
        }
        return schema;
    }

    private static String bound(ObjectNode schema, String ofNumber, String prefix) {
        return switch (schema.path("type").asString()) {
            case "string" -> prefix + "Length";
            case "array" -> prefix + "Items";
            case "object" -> prefix + "Properties";
            default -> ofNumber;
        };
    }

    private static JsonNode number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? JsonNodeFactory.instance.numberNode((long) value) : JsonNodeFactory.instance.numberNode(value);
    }

    private ObjectNode type(Type type) {
        if (INTEGERS.contains(type)) {
            return typed("integer");
        }
        if (NUMBERS.contains(type)) {
            return typed("number");
        }
        if (FORMATS.containsKey(type)) {
            return typed("string").put("format", FORMATS.get(type));
        }
        if (type == String.class) {
            return typed("string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        }
        if (type instanceof Class<?> named && named.isEnum()) {
            ObjectNode schema = typed("string");
            ArrayNode constants = schema.putArray("enum");
            // By its fields, which unlike its constants run no code of whoever wrote it.
            Arrays.stream(named.getDeclaredFields())
                    .filter(Field::isEnumConstant)
                    .forEach(constant -> constants.add(word(constant.getName())));
            return schema;
        }
        if (type instanceof Class<?> named && named.isRecord()) {
            return object(named);
        }
        return type instanceof ParameterizedType generic ? generic(generic) : unknown(type);
    }

    private ObjectNode generic(ParameterizedType type) {
        List<Type> arguments = List.of(type.getActualTypeArguments());
        if (type.getRawType() == Optional.class) {
            return type(arguments.getFirst());
        }
        if (type.getRawType() == List.class || type.getRawType() == Set.class) {
            ObjectNode schema = typed("array");
            schema.set("items", type(arguments.getFirst()));
            return schema;
        }
        if (type.getRawType() == Map.class && arguments.getFirst() == String.class) {
            ObjectNode schema = typed("object");
            schema.set("additionalProperties", type(arguments.getLast()));
            return schema;
        }
        return unknown(type);
    }

    private static ObjectNode unknown(Type type) {
        throw new IllegalArgumentException("a configuration cannot hold " + type.getTypeName()
                + "; use a number, boolean, String, enum, List, Set, Map<String, T>, Optional, Duration, Path, URI, SecretName or a"
                + " record of these");
    }

    private static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
