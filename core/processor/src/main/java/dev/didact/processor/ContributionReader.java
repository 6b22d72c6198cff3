package dev.didact.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/// Reads a class that carries `@Contributes`, and says what keeps the host from using it.
final class ContributionReader {
    /// The annotation, by name.
    static final String CONTRIBUTES = "dev.didact.api.Contributes";

    private static final Map<String, String> LIST_BY_INTERFACE = Map.of(
            "dev.didact.api.DataSource", "sources",
            "dev.didact.api.Generator", "generators",
            "dev.didact.api.Rubric", "rubrics",
            "dev.didact.api.ModelProvider", "models",
            "dev.didact.api.Learner", "learners",
            "dev.didact.api.Exporter", "exporters");

    private final Elements elements;
    private final Types types;

    ContributionReader(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /// The contribution that a class makes.
    ///
    /// @throws Mistake at the element that has to be mended
    Found read(Element element, AnnotationMirror contributes) throws Mistake {
        if (element.getKind() != ElementKind.CLASS || !(element instanceof TypeElement type)) {
            throw new Mistake(element, "@Contributes belongs on a class, and this is not one");
        }
        checkClass(type);
        DeclaredType kind = kind(type);
        Map<String, Object> values = Annotations.values(contributes);
        String id = (String) values.getOrDefault("id", "");
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new Mistake(
                    type,
                    "the id '" + id + "' is no name for a recipe; write small letters, digits and '-', a letter first");
        }
        String title = (String) values.getOrDefault("title", "");
        if (title.isBlank()) {
            throw new Mistake(type, "@Contributes needs a title: what '" + id + "' is, in a few words");
        }
        return new Found(
                LIST_BY_INTERFACE.getOrDefault(name(kind), ""),
                id,
                type,
                elements.getBinaryName(type).toString(),
                title,
                (String) values.getOrDefault("description", ""),
                stability(values),
                new ConfigSchema(elements, types).of(configRecord(type, kind)));
    }

    private static void checkClass(TypeElement type) throws Mistake {
        String name = "class " + type.getSimpleName();
        for (Element outer = type; outer instanceof TypeElement; outer = outer.getEnclosingElement()) {
            if (!outer.getModifiers().contains(Modifier.PUBLIC)) {
                throw new Mistake(
                        type, name + " cannot be seen by the host; make " + outer.getSimpleName() + " public");
            }
        }
        if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            throw new Mistake(type, name + " is abstract; put @Contributes on a class that can be made");
        }
        if (type.getEnclosingElement() instanceof TypeElement
                && !type.getModifiers().contains(Modifier.STATIC)) {
            throw new Mistake(type, name + " needs an instance of the class around it; make it static");
        }
        boolean constructible = ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .anyMatch(constructor -> constructor.getParameters().isEmpty()
                        && constructor.getModifiers().contains(Modifier.PUBLIC));
        if (!constructible) {
            throw new Mistake(
                    type,
                    name
                            + " has no public constructor without parameters; add one, and take what it needs in"
                            + " open(config, context)");
        }
    }

    private DeclaredType kind(TypeElement type) throws Mistake {
        var kinds = new ArrayList<DeclaredType>();
        collectKinds(type.asType(), kinds);
        if (kinds.size() != 1) {
            String found = kinds.isEmpty()
                    ? "none"
                    : kinds.stream()
                            .map(kind -> kind.asElement().getSimpleName())
                            .collect(Collectors.joining(" and "));
            throw new Mistake(
                    type,
                    "class " + type.getSimpleName()
                            + " must implement exactly one of DataSource, Generator, Rubric, ModelProvider,"
                            + " Learner, Exporter, and implements " + found);
        }
        return kinds.getFirst();
    }

    private void collectKinds(TypeMirror type, List<DeclaredType> kinds) {
        if (type instanceof DeclaredType declared
                && LIST_BY_INTERFACE.containsKey(name(declared))
                && kinds.stream().noneMatch(known -> types.isSameType(known, declared))) {
            kinds.add(declared);
        }
        types.directSupertypes(type).forEach(parent -> collectKinds(parent, kinds));
    }

    private static TypeElement configRecord(TypeElement type, DeclaredType kind) throws Mistake {
        Optional<TypeElement> config = kind.getTypeArguments().stream()
                .filter(DeclaredType.class::isInstance)
                .map(argument -> ((DeclaredType) argument).asElement())
                .filter(argument -> argument.getKind() == ElementKind.RECORD)
                .map(TypeElement.class::cast)
                .filter(argument -> argument.getTypeParameters().isEmpty())
                .findFirst();
        return config.orElseThrow(() -> new Mistake(
                type,
                "the configuration of " + type.getSimpleName() + " must be a record without type parameters, as in "
                        + kind.asElement().getSimpleName()
                        + "<MyConfig>; use NoConfig where there is nothing to configure"));
    }

    private static String stability(Map<String, Object> values) {
        return values.get("stability") instanceof VariableElement constant
                ? constant.getSimpleName().toString().toLowerCase(Locale.ROOT)
                : "preview";
    }

    private static String name(DeclaredType type) {
        return ((TypeElement) type.asElement()).getQualifiedName().toString();
    }
}
