package dev.didact.engine.internal.document;

import dev.didact.api.config.SecretName;
import dev.didact.engine.Place;
import dev.didact.engine.ProblemException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Makes configuration records of documents, by their canonical constructors.
///
/// Lists, sets and maps keep the order of the document and cannot be changed. Paths are resolved against a folder.
public final class Binder {
    private final Path base;

    private Binder(Path base) {
        this.base = base;
    }

    /// Makes a record.
    ///
    /// @param type the configuration record
    /// @param with its document
    /// @param base the folder that relative paths start from
    /// @param name what the document is called in messages: `with of 'rank'`
    /// @throws ProblemException if the document does not fit, or the record refuses it
    public static <R extends Record> R bind(Class<R> type, Node.Mapping with, Path base, String name) {
        JsonNode schema = SchemaOf.of(type);
        var problems = new Problems();
        SchemaCheck.check(with, schema, name, problems);
        problems.throwIfAny();
        return type.cast(new Binder(base).construct(type, with, schema, name));
    }

    private Object construct(Class<?> type, Node.Mapping mapping, JsonNode schema, String name) {
        RecordComponent[] components = type.getRecordComponents();
        var arguments = new ArrayList<Object>();
        for (RecordComponent component : components) {
            String key = SchemaOf.kebab(component.getName());
            JsonNode property = schema.path("properties").path(key);
            Optional<Node> value = mapping.get(key)
                    .or(() -> property.optional("default").map(preset -> Node.of(preset, mapping.place())));
            arguments.add(value.map(present -> value(component.getGenericType(), present, property, "'" + key + "'"))
                    .orElseGet(() -> absent(component.getGenericType())));
        }
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error broken) {
                throw broken;
            }
            throw refused(Optional.ofNullable(e.getCause()).orElse(e), mapping.place(), name);
        } catch (ReflectiveOperationException e) {
            throw Problems.failure("E205", name + " cannot be made a " + type.getName() + ": " + e, mapping.place());
        }
    }

    private static ProblemException refused(Throwable cause, Place place, String name) {
        String message =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        return Problems.failure("E205", name + ": " + message, place);
    }

    private static Object absent(Type type) {
        if (type == OptionalInt.class) {
            return OptionalInt.empty();
        }
        if (type == OptionalLong.class) {
            return OptionalLong.empty();
        }
        return type == OptionalDouble.class ? OptionalDouble.empty() : Optional.empty();
    }

    private Object value(Type type, Node node, JsonNode schema, String name) {
        return switch (node) {
            case Node.Scalar scalar
            when isGeneric(type, Optional.class) -> Optional.of(value(argument(type), scalar, schema, name));
            case Node.Scalar scalar -> scalar(type, scalar, name);
            case Node other
            when isGeneric(type, Optional.class) -> Optional.of(value(argument(type), other, schema, name));
            case Node.Sequence sequence -> sequence(type, sequence, schema, name);
            case Node.Mapping mapping -> mapping(type, mapping, schema, name);
        };
    }

    private Object sequence(Type type, Node.Sequence sequence, JsonNode schema, String name) {
        var values = new ArrayList<Object>();
        for (Node element : sequence.elements()) {
            values.add(value(argument(type), element, schema.path("items"), name));
        }
        if (!isGeneric(type, Set.class)) {
            return List.copyOf(values);
        }
        return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(values));
    }

    private Object mapping(Type type, Node.Mapping mapping, JsonNode schema, String name) {
        if (type instanceof Class<?> named) {
            return construct(named, mapping, schema, name);
        }
        var values = new LinkedHashMap<String, Object>();
        for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
            Node value = entry.getValue().value();
            values.put(
                    entry.getKey(),
                    value(argument(type), value, schema.path("additionalProperties"), "'" + entry.getKey() + "'"));
        }
        return Collections.unmodifiableSequencedMap(values);
    }

    private Object scalar(Type type, Node.Scalar scalar, String name) {
        if (type == String.class) {
            return scalar.text();
        }
        if (type == boolean.class || type == Boolean.class) {
            return scalar.toJson().booleanValue();
        }
        if (type instanceof Class<?> named && named.isEnum()) {
            return Arrays.stream(named.getEnumConstants())
                    .filter(constant ->
                            SchemaOf.word(((Enum<?>) constant).name()).equals(scalar.text()))
                    .findFirst()
                    .orElseThrow();
        }
        if (type == Duration.class) {
            return DurationText.parse(scalar.text()).orElseThrow();
        }
        if (type == Path.class) {
            return base.resolve(scalar.text()).normalize();
        }
        if (type == URI.class) {
            return URI.create(scalar.text());
        }
        return type == SecretName.class ? new SecretName(scalar.text()) : number(type, scalar, name);
    }

    private static Object number(Type type, Node.Scalar scalar, String name) {
        JsonNode value = scalar.toJson();
        if (type == double.class || type == Double.class) {
            return value.doubleValue();
        }
        if (type == float.class || type == Float.class) {
            return value.floatValue();
        }
        if (type == OptionalDouble.class) {
            return OptionalDouble.of(value.doubleValue());
        }
        if (type == long.class || type == Long.class) {
            return value.longValue();
        }
        if (type == OptionalLong.class) {
            return OptionalLong.of(value.longValue());
        }
        if (type == short.class || type == Short.class) {
            return (short) within(value, Short.MIN_VALUE, Short.MAX_VALUE, scalar, name);
        }
        if (type == byte.class || type == Byte.class) {
            return (byte) within(value, Byte.MIN_VALUE, Byte.MAX_VALUE, scalar, name);
        }
        int whole = (int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE, scalar, name);
        return type == OptionalInt.class ? OptionalInt.of(whole) : (Object) whole;
    }

    private static long within(JsonNode value, long least, long most, Node.Scalar scalar, String name) {
        long number = value.longValue();
        if (number < least || number > most) {
            throw Problems.failure(
                    "E204", name + " must be between " + least + " and " + most + " but is " + number, scalar.place());
        }
        return number;
    }

    private static boolean isGeneric(Type type, Class<?> raw) {
        return type instanceof ParameterizedType generic && generic.getRawType() == raw;
    }

    private static Type argument(Type type) {
        return List.of(((ParameterizedType) type).getActualTypeArguments()).getLast();
    }
}
