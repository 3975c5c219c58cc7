package io.copyflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the script of the root on a machine made of fakes: JDKs that echo, a Maven that builds two files. */
@DisabledOnOs(OS.WINDOWS)
class CopyflowScriptTest {
    private static final String ECHOING_JAVA = "#!/bin/sh\nfor a; do echo \"$a\"; done\n";
    private static final String BUILDING_MVN = """
            #!/bin/sh
            echo "mvn $* in $(pwd -P) on $JAVA_HOME"
            printf '\\033[0m\\033[0m[INFO] --------\\n'
            echo "[INFO] Building Copyflow: schemas 0.1.0-SNAPSHOT                         [2/11]"
            echo "[WARNING] Some.java:[3,5] unchecked conversion"
            echo "    required: List<String>"
            printf '\\tat some.Compiler\\n'
            echo "[ERROR] Some.java:[9,1] no such symbol"
            echo ""
            echo "    symbol: class Missing"
            mkdir -p launcher/target/lib
            : > launcher/target/copyflow-launcher-0.jar
            """;

    /** Holds no link in its own path, as the script resolves them. */
    private Path machine;

    private Path project;

    private Path bin;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void setUp(@TempDir Path dir) throws IOException {
        machine = dir.toRealPath();
        project = Files.createDirectories(machine.resolve("project"));
        Files.copy(Path.of("../copyflow"), project.resolve("copyflow"));
        executable(project.resolve("copyflow"), Files.readString(project.resolve("copyflow")));
        // Only these, so that no java and no mvn of the real machine is found.
        bin = Files.createDirectories(machine.resolve("bin"));
        for (String tool : List.of("sh", "sed", "dirname", "readlink", "env", "find", "mkdir", "mv", "rm")) {
            Files.createSymbolicLink(bin.resolve(tool), where(tool));
        }
        environment.put("PATH", bin.toString());
        environment.put("HOME", machine.resolve("home").toString());
        environment.put("COPYFLOW_JDK_ROOT", machine.toString());
    }

    @Test
    void endsWith69AndASentenceWithoutAJdk() throws Exception {
        Run run = copyflow("up");

        assertThat(run.code()).isEqualTo(69);
        assertThat(run.error()).contains("No JDK 25 or later was found", "Install one", "COPYFLOW_JAVA_HOME");
        assertThat(run.output()).isEmpty();
    }

    @Test
    void endsWith69AndASentenceWithAnOldJdkOnly() throws Exception {
        jdk("usr/lib/jvm/old", "21.0.2");
        jdk("usr/lib/jvm/very-old", "1.8.0_402");

        assertThat(copyflow("jdk").code()).isEqualTo(69);
    }

    @Test
    void refusesAnOldJdkThatWasNamedOnPurpose() throws Exception {
        jdk("usr/lib/jvm/good", "25.0.1");
        environment.put("COPYFLOW_JAVA_HOME", jdk("old", "17.0.9").toString());

        Run run = copyflow("jdk");

        assertThat(run.code()).isEqualTo(69);
        assertThat(run.error()).contains("COPYFLOW_JAVA_HOME is " + machine.resolve("old"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COPYFLOW_JAVA_HOME", "JAVA_HOME", "JAVA25_HOME", "JAVA_HOME_25_X64"})
    void findsTheJdkOfAVariable(String variable) throws Exception {
        Path jdk = jdk("somewhere with a space", "25");
        environment.put(variable, jdk.toString());

        assertThat(copyflow("jdk").output()).containsExactly(jdk.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/jvm/temurin-25",
                "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                "home/.sdkman/candidates/java/25.0.1-tem",
                "home/.jdks/temurin-25",
                "home/.asdf/installs/java/temurin-25",
                "home/.local/share/mise/installs/java/temurin-25",
                "opt/jdk-25"
            })
    void findsTheJdkOfAUsualPlace(String place) throws Exception {
        Path jdk = jdk(place, "25.0.1");

        assertThat(copyflow("jdk").output()).containsExactly(jdk.toString());
    }

    @Test
    void findsTheJdkBehindTheJavaOnThePath() throws Exception {
        Path jdk = jdk("elsewhere", "26-ea");
        Path alternative = Files.createSymbolicLink(machine.resolve("alternative"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(bin.resolve("java"), alternative);

        assertThat(copyflow("jdk").output()).containsExactly(jdk.toString());
    }

    @Test
    void asksJavaItselfWhereThereIsNoReleaseFile() throws Exception {
        Path jdk = jdk("usr/lib/jvm/bare", "25");
        Files.delete(jdk.resolve("release"));
        executable(jdk.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"25.0.1\" 2025-10-21' >&2\n");

        assertThat(copyflow("jdk").output()).containsExactly(jdk.toString());
    }

    @Test
    void prefersTheVariableOverThePathOverTheUsualPlaces() throws Exception {
        jdk("usr/lib/jvm/a", "25");
        Path onPath = jdk("on-path", "25");
        Files.createSymbolicLink(bin.resolve("java"), onPath.resolve("bin/java"));
        assertThat(copyflow("jdk").output()).containsExactly(onPath.toString());

        Path named = jdk("named", "25");
        environment.put("JAVA_HOME", named.toString());
        assertThat(copyflow("jdk").output()).containsExactly(named.toString());
    }

    @Test
    void buildsOnceThenRunsTheLauncherWithItsArguments() throws Exception {
        Path jdk = jdk("opt/jdk-25", "25");
        executable(bin.resolve("mvn"), BUILDING_MVN);
        environment.put("COPYFLOW_JAVA_OPTS", "-Da=1 -Db=*");

        Run first = copyflow("up", "--name", "two words", "*");
        Run second = copyflow("up");

        assertThat(first.error())
                .contains("copyflow: Building", "  2/11  Copyflow: schemas")
                .contains("[ERROR] Some.java:[9,1] no such symbol", "    symbol: class Missing")
                .doesNotContain("[INFO]", "unchecked", "required: List<String>", "some.Compiler")
                .contains("mvn -B -ntp -Dstyle.color=never -DskipTests -Dspotless.check.skip=true package in " + project
                        + " on " + jdk);
        assertThat(first.output())
                .containsExactly(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-XX:+UseParallelGC",
                        "-XX:FreqInlineSize=175",
                        "-XX:InlineSmallCode=1200",
                        "-XX:MaxInlineLevel=9",
                        "-XX:LoopOptsCount=5",
                        "-XX:-PartialPeelLoop",
                        "-XX:-LoopUnswitching",
                        "-XX:-SplitIfBlocks",
                        "-XX:MetaspaceSize=128m",
                        "-Xmx768m",
                        "-Da=1",
                        "-Db=*",
                        "-cp",
                        project + "/launcher/target/copyflow-launcher-0.jar:" + project + "/launcher/target/lib/*",
                        "io.copyflow.launcher.Copyflow",
                        "up",
                        "--name",
                        "two words",
                        "*");
        assertThat(second.code()).isZero();
        assertThat(second.error()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "ingest/pom.xml", "ingest/src/main/java/A.java"})
    void buildsAgainWhenASourceIsNewer(String source) throws Exception {
        jdk("opt/jdk-25", "25");
        executable(bin.resolve("mvn"), BUILDING_MVN);
        Path file = project.resolve(source);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        copyflow("up");
        assertThat(copyflow("up").error()).isEmpty();

        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));

        assertThat(copyflow("up").error()).contains("copyflow: Building");
    }

    @Test
    void doesNotBuildForATestThatChanged() throws Exception {
        jdk("opt/jdk-25", "25");
        executable(bin.resolve("mvn"), BUILDING_MVN);
        copyflow("up");
        Path test =
                Files.createDirectories(project.resolve("ingest/src/test/java")).resolve("ATest.java");
        Files.createFile(test);
        Files.setLastModifiedTime(test, FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));

        assertThat(copyflow("up").error()).isEmpty();
    }

    @Test
    void aDemoKeepsWhatLaterStartsUseUntilSomethingIsBuiltAnew() throws Exception {
        Path jdk = jdk("opt/jdk-25", "25");
        executable(bin.resolve("mvn"), BUILDING_MVN);
        Path target = project.resolve("launcher/target");
        Path cache = target.resolve("copyflow.aot");
        Path inTheMaking = target.resolve("copyflow.aot.new");
        Path seen = target.resolve("copyflow.aot.seen");
        Path java = jdk.resolve("bin/java");
        String telling = Files.readString(java);

        assertThat(copyflow("up").output()).noneMatch(argument -> argument.startsWith("-XX:AOT"));
        assertThat(copyflow("demo", "--help").output()).noneMatch(argument -> argument.startsWith("-XX:AOT"));
        assertThat(copyflow("demo").output())
                .contains("-XX:AOTMode=record", "-XX:AOTConfiguration=" + seen, "-Xlog:aot*=off");

        executable(java, telling + keeping(seen, inTheMaking));
        assertThat(copyflow("demo").output()).doesNotContain("-XX:AOTMode=create");
        executable(java, telling);
        assertThat(inTheMaking).doesNotExist();
        assertThat(seen).doesNotExist();
        Files.setLastModifiedTime(cache, FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));
        assertThat(copyflow("up").output()).contains("-XX:AOTCache=" + cache, "-Xlog:aot*=off");
        assertThat(copyflow("demo").output()).contains("-XX:AOTCache=" + cache);
        environment.put("COPYFLOW_AOT", "off");
        assertThat(copyflow("up").output()).noneMatch(argument -> argument.startsWith("-XX:AOT"));
        environment.remove("COPYFLOW_AOT");

        Files.setLastModifiedTime(
                target.resolve("copyflow-launcher-0.jar"),
                FileTime.from(Instant.now().plus(Duration.ofMinutes(2))));
        assertThat(copyflow("up").output()).noneMatch(argument -> argument.startsWith("-XX:AOT"));
        assertThat(copyflow("demo").output()).contains("-XX:AOTMode=record");
        assertThat(cache).doesNotExist();
    }

    /** What a JVM leaves that watches, and one that makes the cache of what was seen. */
    private static String keeping(Path seen, Path cache) {
        return "\ncase \"$*\" in *AOTMode=create*AOTCache=" + cache + "*) : > " + cache + ";; *) : > " + seen
                + ";; esac\n";
    }

    @Test
    void saysThatWhatWasSeenCouldNotBeKept() throws Exception {
        Path jdk = jdk("opt/jdk-25", "25");
        executable(bin.resolve("mvn"), BUILDING_MVN);
        Path seen = project.resolve("launcher/target/copyflow.aot.seen");
        executable(
                jdk.resolve("bin/java"),
                "#!/bin/sh\ncase \"$*\" in *AOTMode=create*) echo no room; exit 1;; *) : > " + seen + ";; esac\n");

        Run demo = copyflow("demo");

        assertThat(demo.code()).isZero();
        assertThat(demo.error()).contains("could not be kept", "copyflow.aot.log");
        assertThat(project.resolve("launcher/target/copyflow.aot.log")).hasContent("no room");
        assertThat(copyflow("up").output()).noneMatch(argument -> argument.startsWith("-XX:AOT"));
    }

    @Test
    void leavesOutTheJvmsOwnLastLineAndNoOtherOfADemoThatIsWatched() throws Exception {
        Path jdk = jdk("opt/jdk-25", "25");
        executable(bin.resolve("mvn"), BUILDING_MVN);
        executable(jdk.resolve("bin/java"), """
                #!/bin/sh
                case "$*" in *DisplayVMOutputToStderr*) ;; *) exec 2>&1 ;; esac
                echo "the story is out"
                echo "something failed" >&2
                echo " AOTConfiguration recorded: copyflow.aot.seen" >&2
                exit 7
                """);

        Run demo = copyflow("demo");

        assertThat(demo.code()).isEqualTo(7);
        assertThat(demo.output()).containsExactly("the story is out");
        assertThat(demo.error()).contains("something failed\n").doesNotContain("AOTConfiguration");
    }

    @Test
    void keepsNothingOfADemoThatFailed() throws Exception {
        Path jdk = jdk("opt/jdk-25", "25");
        executable(bin.resolve("mvn"), BUILDING_MVN);
        Path seen = project.resolve("launcher/target/copyflow.aot.seen");
        executable(jdk.resolve("bin/java"), "#!/bin/sh\n: > " + seen + "\nexit 1\n");

        assertThat(copyflow("demo").code()).isEqualTo(1);

        assertThat(seen).doesNotExist();
        assertThat(copyflow("up").output()).noneMatch(argument -> argument.startsWith("-XX:AOT"));
    }

    @Test
    void tellsOfAFailedBuildWithItsCode() throws Exception {
        jdk("opt/jdk-25", "25");
        executable(bin.resolve("mvn"), "#!/bin/sh\necho broken; exit 3\n");

        Run run = copyflow("up");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.error()).contains("broken", "The build failed");
        assertThat(run.output()).isEmpty();
    }

    @Test
    void saysWhatToInstallWithoutMaven() throws Exception {
        jdk("opt/jdk-25", "25");

        for (String command : List.of("up", "test")) {
            Run run = copyflow(command);

            assertThat(run.code()).isEqualTo(69);
            assertThat(run.error()).contains("Install Maven 3.8 or later").doesNotContain("build failed");
        }
    }

    @Test
    void testsWithMavenBeforeAnythingIsBuilt() throws Exception {
        Path jdk = jdk("opt/jdk-25", "25");
        executable(bin.resolve("mvn"), "#!/bin/sh\necho \"mvn $* in $(pwd -P) on $JAVA_HOME\"\n");

        Run run = copyflow("test", "-B", "-Dbroker=testcontainers");

        assertThat(run.output()).containsExactly("mvn verify -B -Dbroker=testcontainers in " + project + " on " + jdk);
        assertThat(project.resolve("launcher")).doesNotExist();
    }

    @Test
    void worksThroughALinkFromAnotherDirectory() throws Exception {
        jdk("opt/jdk-25", "25");
        executable(bin.resolve("mvn"), BUILDING_MVN);
        Path links = Files.createDirectories(machine.resolve("links"));
        Files.createSymbolicLink(links.resolve("inner"), Path.of("../project/copyflow"));
        Files.createSymbolicLink(links.resolve("copyflow"), Path.of("inner"));

        Run run = run(links, "./copyflow", "up");

        assertThat(run.code()).isZero();
        assertThat(run.output()).contains("io.copyflow.launcher.Copyflow", "up");
    }

    private record Run(int code, List<String> output, String error) {}

    private Run copyflow(String... arguments) throws IOException, InterruptedException {
        return run(
                machine,
                Stream.concat(Stream.of(project.resolve("copyflow").toString()), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }

    private Run run(Path directory, String... command) throws IOException, InterruptedException {
        Path output = machine.resolve("output");
        Path error = machine.resolve("error");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(error.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Run(code, Files.readAllLines(output), Files.readString(error));
    }

    private Path jdk(String place, String version) throws IOException {
        Path home = machine.resolve(place);
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), ECHOING_JAVA);
        executable(home.resolve("bin/javac"), ECHOING_JAVA);
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Any\"\n");
        return home;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path where(String tool) {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This machine has no " + tool));
    }
}
