package dev.elsewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plan of the house, as far as a machine can hold us to it. */
class ArchitectureTest {
    private static final String ROOT = "dev.elsewise.";

    /** Lowest first: arrows point only to packages that stand earlier. */
    private static final List<String> LAYERS = List.of(
            "error",
            "math",
            "data",
            "data.duckdb",
            "question",
            "graph",
            "check",
            "learn",
            "effect",
            "adjust",
            "instrument",
            "panel",
            "scm",
            "mix",
            "refute",
            "decide",
            "simulate",
            "study.data",
            "study.yaml",
            "study",
            "study.mix",
            "study.model");

    private static final Set<String> NOT_EXPORTED = Set.of("math", "data.duckdb", "study.yaml");

    private static final int PUBLIC_TYPES = 15;

    /** Packages with more public types than {@link #PUBLIC_TYPES}, and why. */
    private static final Map<String, String> LARGE_FOR_A_REASON =
            Map.of("dev.elsewise.check.series", "a type for each test of a series, which share their least squares");

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.elsewise");

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("dev.elsewise");

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        assertThat(ENGINE).isNotEmpty();
        assertThat(ENGINE.stream().filter(c -> !c.getPackageName().equals("dev.elsewise")))
                .allSatisfy(c -> assertThat(LAYERS).contains(layer(c)));
    }

    @Test
    void arrowsPointOnlyDownwards() {
        // The order is total, so that this rules out cycles between packages too.
        classes().should(dependOnlyOnLowerLayers()).check(ENGINE);
    }

    @Test
    void theDatabaseIsKnownToItsAdapterAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.elsewise.data.duckdb..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.duckdb..", "java.sql..", "javax.sql..", "dev.elsewise.data.duckdb..")
                .check(ENGINE);
    }

    @Test
    void clustersAndTreesStayInTheirOwnModules() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "ml.dmlc..", "picocli..", "org.eclipse.elk..")
                .check(ENGINE);
    }

    @Test
    void theEngineNeitherPrintsNorLogs() {
        noClasses().should().accessField(System.class, "out").check(ENGINE);
        noClasses().should().accessField(System.class, "err").check(ENGINE);
        noClasses()
                .should()
                .callMethodWhere(of(
                        "prints a stack trace or through IO",
                        access -> access.getTarget().getName().equals("printStackTrace")
                                || access.getTargetOwner().getName().equals("java.lang.IO")))
                .check(ENGINE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.commons.logging..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(System.Logger.class)
                .check(ENGINE);
    }

    @Test
    void randomNumbersComeFromKeyedStreams() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.Random|java\\.util\\.SplittableRandom|java\\.security\\.SecureRandom"
                        + "|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.util\\.random\\..*")
                .check(ENGINE);
        noClasses()
                .should()
                .callMethodWhere(of(
                        "calls Math.random, UUID.randomUUID or Collections.shuffle",
                        access -> Set.of("random", "randomUUID", "shuffle")
                                        .contains(access.getTarget().getName())
                                && access.getTargetOwner().getPackageName().startsWith("java.")))
                .check(ENGINE);
    }

    @Test
    void packagesStaySmall() {
        Map<String, List<String>> byPackage = ENGINE.stream()
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC) && !c.isNestedClass())
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getSimpleName, Collectors.toList())));
        assertThat(byPackage).isNotEmpty();
        byPackage.forEach((name, types) -> {
            if (!LARGE_FOR_A_REASON.containsKey(name)) {
                assertThat(types).as("public types of %s", name).hasSizeLessThanOrEqualTo(PUBLIC_TYPES);
            }
        });
        assertThat(byPackage.keySet())
                .as("a reason for a package that is gone")
                .containsAll(LARGE_FOR_A_REASON.keySet());
    }

    @Test
    void valuesAreAskedByTheirNames() {
        methods()
                .that()
                .areNotPrivate()
                .and()
                .doNotHaveName("getPrettyPrinter") // Jackson's name, which JsonWriter has to override
                .should(notBeNamed("(set|get)[A-Z].*", "setter or getter"))
                .check(ENGINE);
    }

    @Test
    void classesAreNamedForWhatTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Utils?|Helpers?)")
                .check(ENGINE);
    }

    @Test
    void signaturesKeepOtherLibrariesOut() {
        methods().should(keepOtherLibrariesOut()).check(ENGINE);
    }

    @Test
    void noTestIsDisabled() {
        assertThat(TESTS).isNotEmpty();
        List<String> disabled = TESTS.stream()
                .flatMap(c -> Stream.concat(
                        c.getAnnotations().stream(), c.getMethods().stream().flatMap(m -> m.getAnnotations().stream())))
                .filter(a -> a.getRawType().getName().matches("org\\.junit\\..*\\.(Disabled|Enabled).*"))
                .map(a -> a.getDescription())
                .toList();
        assertThat(disabled).isEmpty();
    }

    /** A class's layer: its package, sub-packages counting with their parent unless they stand in the list. */
    private static String layer(JavaClass type) {
        String name = type.getPackageName();
        String inside = name.length() < ROOT.length() ? "" : name.substring(ROOT.length());
        return LAYERS.stream()
                .filter(layer -> inside.equals(layer) || inside.startsWith(layer + "."))
                .reduce((shorter, longer) -> longer.length() > shorter.length() ? longer : shorter)
                .orElse(inside);
    }

    private static ArchCondition<JavaClass> dependOnlyOnLowerLayers() {
        return new ArchCondition<>("depend only on packages that stand before their own in " + LAYERS) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int own = LAYERS.indexOf(layer(type));
                type.getDirectDependenciesFromSelf().stream()
                        .filter(d -> d.getTargetClass().getPackageName().startsWith(ROOT))
                        .filter(d -> LAYERS.indexOf(layer(d.getTargetClass())) > own)
                        .forEach(d -> events.add(SimpleConditionEvent.violated(type, d.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaMethod> notBeNamed(String pattern, String what) {
        return new ArchCondition<>("not be a " + what) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (method.getName().matches(pattern)) {
                    events.add(SimpleConditionEvent.violated(method, method.getDescription() + " is a " + what));
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> keepOtherLibrariesOut() {
        return new ArchCondition<>("have no type of another library in a public signature") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (!seen(method)) {
                    return;
                }
                Set<JavaClass> types = new HashSet<>(method.getReturnType().getAllInvolvedRawTypes());
                method.getParameterTypes().forEach(t -> types.addAll(t.getAllInvolvedRawTypes()));
                types.stream()
                        .filter(
                                t -> t.getName()
                                        .matches(
                                                "(org\\.(ejml|hipparchus|duckdb|snakeyaml|apache)|tools\\.jackson|java\\.sql)\\..*"))
                        .forEach(t -> events.add(SimpleConditionEvent.violated(
                                method, method.getDescription() + " shows " + t.getName())));
            }

            private boolean seen(JavaMethod method) {
                return !NOT_EXPORTED.contains(layer(method.getOwner()))
                        && method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                        && (method.getModifiers().contains(JavaModifier.PUBLIC)
                                || method.getModifiers().contains(JavaModifier.PROTECTED));
            }
        };
    }

    private static DescribedPredicate<JavaAccess<?>> of(
            String description, java.util.function.Predicate<JavaAccess<?>> test) {
        return DescribedPredicate.describe(description, test);
    }
}
