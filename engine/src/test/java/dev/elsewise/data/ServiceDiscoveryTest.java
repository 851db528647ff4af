package dev.elsewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.data.spi.TableStoreProvider;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The store is found on the class path and on the module path. */
class ServiceDiscoveryTest {
    private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();

    @Test
    void onTheClassPath() {
        assertThat(ServiceLoader.load(TableStoreProvider.class).stream()
                        .map(p -> p.type().getModule().isNamed()))
                .containsExactly(false);
    }

    @Test
    void inAModuleLayer() {
        assertThat(CLASSES.resolve("module-info.class")).exists();
        ModuleFinder finder = ModuleFinder.of(modulePath());
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolveAndBind(finder, ModuleFinder.of(), Set.of("dev.elsewise.engine"));
        ModuleLayer layer =
                ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
        Module engine = layer.findModule("dev.elsewise.engine").orElseThrow();
        assertThat(engine.getDescriptor().provides())
                .anySatisfy(p -> assertThat(p.service()).isEqualTo(TableStoreProvider.class.getName()));
        assertThat(engine.isExported("dev.elsewise.data")).isTrue();
        assertThat(engine.isExported("dev.elsewise.data.duckdb")).isFalse();
        assertThat(engine.isExported("dev.elsewise.math")).isFalse();
    }

    /** A small modular program opens a table in a JVM of its own. */
    @Test
    void inAJvmOnTheModulePath(@org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        Path source = Files.createDirectories(folder.resolve("src"));
        Files.writeString(source.resolve("module-info.java"), "module client { requires dev.elsewise.engine; }");
        Path main = Files.createDirectories(source.resolve("client")).resolve("Main.java");
        Files.writeString(main, """
                package client;
                import dev.elsewise.data.Table;
                public class Main {
                    public static void main(String[] args) {
                        System.out.println(Table.open(args[0]).where("x > 1", "").gather(java.util.List.of("x")).rows());
                    }
                }
                """);
        Path data = Files.writeString(folder.resolve("d.csv"), "x\n1\n2\n3\n");
        String path = Stream.of(modulePath()).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Path classes = folder.resolve("classes");
        run(
                "javac",
                "-p",
                path,
                "-d",
                classes.toString(),
                source.resolve("module-info.java").toString(),
                main.toString());
        String output = run(
                "java",
                "--enable-native-access=duckdb.jdbc",
                "-p",
                path + File.pathSeparator + classes,
                "-m",
                "client/client.Main",
                data.toString());
        assertThat(output.strip()).endsWith("2");
    }

    private static String run(String program, String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", program)
                                .toString()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** Our classes, and those jars of the class path that they require, directly or not. */
    private static Path[] modulePath() {
        Map<String, ModuleReference> found = Stream.concat(
                        Stream.of(CLASSES),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(Path::of)
                                .filter(p -> p.toString().endsWith(".jar")))
                .flatMap(p -> ModuleFinder.of(p).findAll().stream())
                .collect(Collectors.toMap(m -> m.descriptor().name(), m -> m, (first, second) -> first));
        Set<String> needed = new TreeSet<>();
        Deque<String> toSee = new ArrayDeque<>(List.of("dev.elsewise.engine"));
        while (!toSee.isEmpty()) {
            String name = toSee.pop();
            ModuleReference module = found.get(name);
            if (module != null && needed.add(name)) {
                module.descriptor().requires().forEach(r -> toSee.push(r.name()));
            }
        }
        return needed.stream()
                .map(name -> Path.of(Objects.requireNonNull(found.get(name)).location().orElseThrow()))
                .toArray(Path[]::new);
    }
}
