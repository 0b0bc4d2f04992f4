package dev.daybook;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.daybook.support.FourthLane;
import dev.daybook.support.SecondLane;
import dev.daybook.support.ThirdLane;
import dev.daybook.support.Times;
import dev.daybook.users.CrossStreamHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.spring.stereotype.Aggregate;
import org.jmolecules.event.types.DomainEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;
import org.springframework.modulith.core.DependencyType;
import org.springframework.modulith.docs.Documenter;
import org.springframework.stereotype.Controller;

/** The layout shows the architecture, and stays so. One instance reads all classes once for all tests. */
@ThirdLane
@TestInstance(Lifecycle.PER_CLASS)
class ModularityTests {
    private static final Set<String> SHOP = Set.of("users", "catalog", "ordering");
    private static final List<String> SHARED = List.of("dev.daybook.users.text", "dev.daybook.users.index");
    private static final Path DOCS = Path.of("..", "docs", "modules");

    private final ApplicationModules modules = ApplicationModules.of(Daybook.class);
    private final JavaClasses production = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.daybook");

    @Test
    void the_modules_keep_to_their_arrows() {
        modules.verify();
    }

    @Test
    void packages_do_not_depend_on_each_other_in_cycles() {
        slices().matching("dev.daybook.(**)").should().beFreeOfCycles().check(production);
    }

    @Test
    void no_two_files_use_each_other() {
        var uses = production.stream()
                .collect(Collectors.groupingBy(
                        ModularityTests::file,
                        Collectors.flatMapping(ModularityTests::filesUsedBy, Collectors.toCollection(TreeSet::new))));
        assertThat(uses.entrySet().stream()
                        .flatMap(file -> file.getValue().stream()
                                .filter(used -> used.compareTo(file.getKey()) < 0
                                        && uses.getOrDefault(used, new TreeSet<>())
                                                .contains(file.getKey()))
                                .map(used -> used + " ↔ " + file.getKey())))
                .isEmpty();
    }

    private static Stream<String> filesUsedBy(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(used -> used.getPackageName().startsWith("dev.daybook"))
                .map(ModularityTests::file);
    }

    /** The outermost type, which has the name of its file. */
    private static String file(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    /** Which it would take from the tests that run beside it. */
    @Test
    void no_class_of_a_lane_captures_output() {
        noClasses()
                .that()
                .areAnnotatedWith(SecondLane.class)
                .or()
                .areAnnotatedWith(ThirdLane.class)
                .or()
                .areAnnotatedWith(FourthLane.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot.test.system")
                .check(tests());
    }

    /** It is one for the JVM, and so for the shops of all lanes. */
    @Test
    void only_times_changes_the_clock_of_events() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Times.class)
                .should()
                .setField(GenericEventMessage.class, "clock")
                .check(tests());
    }

    private static JavaClasses tests() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("dev.daybook");
    }

    @Test
    void catalog_depends_on_users_and_ordering_on_both() {
        assertThat(arrows()).containsExactlyInAnyOrder("catalog → users", "ordering → catalog", "ordering → users");
    }

    @Test
    void the_catalog_knows_of_users_only_texts_and_indexes_which_know_nobody() {
        noClasses()
                .that()
                .resideInAPackage("dev.daybook.catalog..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.daybook.users..")
                        .and(not(resideInAnyPackage(SHARED.toArray(String[]::new)))))
                .check(production);
        for (var shared : SHARED) {
            noClasses()
                    .that()
                    .resideInAPackage(shared)
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.daybook..").and(not(resideInAPackage(shared))))
                    .check(production);
        }
    }

    @Test
    void a_value_that_somebody_types_is_never_made_past_the_rule_for_texts() {
        assertThat(production.stream()
                        .flatMap(type -> Stream.concat(
                                type.getConstructorCallsFromSelf().stream(),
                                type.getConstructorReferencesFromSelf().stream()))
                        .filter(made -> !made.getTargetOwner().equals(made.getOriginOwner())
                                && made.getTargetOwner()
                                        .tryGetMethod("typed", String.class)
                                        .isPresent())
                        .map(JavaAccess::getDescription))
                .isEmpty();
    }

    @Test
    void the_documents_show_the_arrows() throws IOException {
        new Documenter(modules, Documenter.Options.defaults().withOutputFolder(DOCS.toString()))
                .writeModulesAsPlantUml()
                .writeIndividualModulesAsPlantUml()
                .writeModuleCanvases();
        try (var documents = Files.newDirectoryStream(DOCS, "*.{puml,adoc}")) {
            for (var document : documents) {
                Files.write(document, withSortedLists(Files.readAllLines(document)));
            }
        }
        Files.writeString(DOCS.resolve("README.md"), overview());
        assertThat(Files.readString(DOCS.resolve("module-ordering.adoc"))).contains("OrderPlaced");
    }

    @Test
    void aggregates_projections_handlers_and_controllers_are_not_public() {
        classes()
                .that()
                .areAnnotatedWith(Aggregate.class)
                .or()
                .areAnnotatedWith(ProcessingGroup.class)
                .or()
                .areAnnotatedWith(Controller.class)
                .should()
                .bePackagePrivate()
                .check(production);
    }

    @Test
    void a_projection_touches_the_database_only_through_rows_and_never_reads_a_clock() {
        noClasses()
                .that()
                .areAnnotatedWith(ProcessingGroup.class)
                .and()
                .areNotAnnotatedWith(DisallowReplay.class)
                .and()
                .areNotAnnotatedWith(CrossStreamHandler.class)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.time\\.Clock|org\\.springframework\\.jdbc\\..*|org\\.springframework\\.data\\.repository\\..*")
                .check(production);
        classes()
                .that()
                .areAnnotatedWith(ProcessingGroup.class)
                .and()
                .areNotAnnotatedWith(DisallowReplay.class)
                .and()
                .areNotAnnotatedWith(CrossStreamHandler.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(JdbcAggregateOperations.class)
                .check(production);
    }

    @Test
    void a_component_of_a_projection_is_named_one_or_marked_as_a_cross_stream_handler() {
        classes()
                .that()
                .areAnnotatedWith(ProcessingGroup.class)
                .and()
                .areNotAnnotatedWith(DisallowReplay.class)
                .should()
                .haveSimpleNameEndingWith("Projection")
                .orShould()
                .beAnnotatedWith(CrossStreamHandler.class)
                .check(production);
    }

    @Test
    void an_aggregate_has_no_final_field_since_a_snapshot_would_leave_it_out() {
        fields().that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Aggregate.class)
                .and()
                .areNotStatic()
                .should()
                .notBeFinal()
                .check(production);
    }

    @Test
    void every_event_is_a_record_of_a_sealed_family() {
        classes()
                .that()
                .areAssignableTo(DomainEvent.class)
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .check(production);
        assertThat(production.stream()
                        .filter(type -> type.isInterface() && type.isAssignableTo(DomainEvent.class))
                        .filter(type -> type.getPackageName().startsWith("dev.daybook"))
                        .map(JavaClass::reflect))
                .isNotEmpty()
                .allMatch(Class::isSealed);
    }

    @Test
    void only_the_app_speaks_graphql() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        SHOP.stream().map("dev.daybook.%s.."::formatted).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("graphql..", "org.springframework.graphql..", "org.springframework.security.web..")
                .check(production);
    }

    @Test
    void nothing_prints_but_the_banner_and_the_command_line() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Banner")
                .and()
                .resideOutsideOfPackage("dev.daybook.commandline")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(production);
    }

    /** Written in the same order each time, a document changes only when the modules do. */
    private static List<String> withSortedLists(List<String> lines) {
        var sorted = new ArrayList<>(lines);
        for (int from = 0; from < lines.size(); from++) {
            var to = from;
            while (to < lines.size() && isArrowOrSubItem(lines.get(to))) {
                to++;
            }
            Collections.sort(sorted.subList(from, to));
            from = to;
        }
        return sorted;
    }

    private static boolean isArrowOrSubItem(String line) {
        return line.startsWith("Rel(") || line.startsWith("** ");
    }

    private Set<String> arrows() {
        return modules.stream()
                .filter(ModularityTests::isOfTheShop)
                .flatMap(module -> targets(module).map(target -> module.getIdentifier() + " → " + target))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<String> targets(ApplicationModule module) {
        return module.getDependencies(modules, DependencyDepth.IMMEDIATE, DependencyType.values())
                .uniqueModules()
                .map(target -> target.getIdentifier().toString());
    }

    private static boolean isOfTheShop(ApplicationModule module) {
        return SHOP.contains(module.getIdentifier().toString());
    }

    /** The same as the PlantUML, for readers who have no PlantUML at hand. */
    private String overview() {
        var diagram = modules.stream()
                .flatMap(module -> targets(module)
                        .map(target -> isOfTheShop(module)
                                ? "    %s --> %s\n".formatted(module.getIdentifier(), target)
                                : SHOP.contains(target) ? "    app --> %s\n".formatted(target) : ""))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        var within = modules.stream()
                .filter(module -> !isOfTheShop(module))
                .flatMap(module -> targets(module)
                        .filter(target -> !SHOP.contains(target))
                        .map(target -> "    %s --> %s\n".formatted(module.getIdentifier(), target)))
                .collect(Collectors.toCollection(TreeSet::new));
        return """
                # Modules

                Written by `ModularityTests` at each build; do not edit.

                The shop: `ordering` asks and tells `catalog` and `users`, which do not know each other, but that `catalog` reads texts
                by the rule in `users.text` and declares its unique indexes as in `users.index`; `app` knows all.

                ```mermaid
                graph TD
                %s```

                Within `app`:

                ```mermaid
                graph TD
                %s```

                Each module's canvas (`module-*.adoc`) lists its public types, the events it publishes and what it needs;
                `components.puml` and `module-*.puml` are the same diagrams for PlantUML.
                """.formatted(String.join("", diagram), String.join("", within));
    }
}
