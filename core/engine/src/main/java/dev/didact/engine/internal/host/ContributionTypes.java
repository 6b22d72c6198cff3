package dev.didact.engine.internal.host;

import dev.didact.api.Contribution;
import dev.didact.api.DataSource;
import dev.didact.api.Exporter;
import dev.didact.api.Generator;
import dev.didact.api.Learner;
import dev.didact.api.ModelProvider;
import dev.didact.api.Rubric;
import dev.didact.engine.Kind;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the class of a contribution says of itself: its kind, and the record that configures it.
public final class ContributionTypes {
    private ContributionTypes() {}

    /// The interface of a kind.
    static Class<?> contract(Kind kind) {
        return switch (kind) {
            case SOURCE -> DataSource.class;
            case GENERATOR -> Generator.class;
            case RUBRIC -> Rubric.class;
            case MODEL -> ModelProvider.class;
            case LEARNER -> Learner.class;
            case EXPORTER -> Exporter.class;
        };
    }

    /// The kind of a class.
    ///
    /// @throws IllegalArgumentException if it is not of exactly one
    static Kind kind(Class<?> type) {
        List<Kind> kinds = Arrays.stream(Kind.values())
                .filter(kind -> contract(kind).isAssignableFrom(type))
                .toList();
        if (kinds.size() != 1) {
            throw new IllegalArgumentException("it is of the kinds " + kinds + " and must be of exactly one");
        }
        return kinds.getFirst();
    }

    /// The record that configures a contribution.
    public static Class<? extends Record> config(Contribution<?> contribution) {
        return config(contribution.getClass());
    }

    /// The record that configures a contribution of this class.
    ///
    /// @throws IllegalArgumentException if its type argument is not a record
    static Class<? extends Record> config(Class<?> type) {
        Optional<Type> argument = argument(type, contract(kind(type)), Map.of());
        if (argument.isPresent() && argument.get() instanceof Class<?> found && found.isRecord()) {
            return found.asSubclass(Record.class);
        }
        throw new IllegalArgumentException(
                "the type of its configuration must be a record, written out where the interface is implemented");
    }

    /// The type argument of a generic interface, followed through the types between.
    private static Optional<Type> argument(Type type, Class<?> contract, Map<TypeVariable<?>, Type> outer) {
        var variables = new HashMap<TypeVariable<?>, Type>();
        Class<?> raw;
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> generalized) {
            raw = generalized;
            TypeVariable<?>[] names = raw.getTypeParameters();
            for (int i = 0; i < names.length; i++) {
                Type argument = generic.getActualTypeArguments()[i];
                variables.put(names[i], outer.getOrDefault(argument, argument));
            }
        } else if (type instanceof Class<?> plain) {
            raw = plain;
        } else {
            return Optional.empty();
        }
        if (raw == contract) {
            return Optional.ofNullable(variables.get(contract.getTypeParameters()[0]));
        }
        Stream<Type> parents = raw.getGenericSuperclass() == null
                ? Stream.of(raw.getGenericInterfaces())
                : Stream.concat(Stream.of(raw.getGenericSuperclass()), Stream.of(raw.getGenericInterfaces()));
        return parents.flatMap(parent -> argument(parent, contract, variables).stream())
                .findFirst();
    }
}
