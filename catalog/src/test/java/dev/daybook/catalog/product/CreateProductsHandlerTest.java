package dev.daybook.catalog.product;

import static dev.daybook.catalog.Refusals.refusal;
import static dev.daybook.catalog.product.Notebook.STATIONERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.TakenValues;
import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.CreateProducts.Creation;
import dev.daybook.catalog.product.CreateProducts.Creations;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductRefusal.SomeRefused;
import dev.daybook.users.text.Slug;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CreateProductsHandlerTest {
    private static final CategoryId BOOKS = CategoryId.random();
    private static final CategoryId NOWHERE = CategoryId.random();

    private final Products products = mock();
    private final Categories categories = mock();
    private final CommandGateway commands = mock();
    private final List<Object> sent = new ArrayList<>();
    private final CreateProductsHandler handler = new CreateProductsHandler(products, categories);

    @BeforeEach
    void there_is_a_notebook_among_the_stationery_and_there_are_books() {
        when(products.findByNames(anyCollection()))
                .thenAnswer(asked -> Stream.of(Notebook.row())
                        .filter(row -> asked.<Collection<String>>getArgument(0).contains(row.name()))
                        .toList());
        when(products.findTakenSlugs(anyCollection())).thenAnswer(TakenValues.among("notebook"));
        when(products.findTakenSkus(anyCollection())).thenAnswer(TakenValues.among("NB-01"));
        when(categories.lockExisting(anyCollection()))
                .thenAnswer(asked -> asked.<Collection<UUID>>getArgument(0).stream()
                        .filter(Set.of(STATIONERY.value(), BOOKS.value())::contains)
                        .collect(Collectors.toSet()));
        when(commands.sendAndWait(any())).thenAnswer(call -> sent.add(call.getArgument(0)));
    }

    @Test
    void products_without_conflicts_are_created_in_order() {
        var pen = product("Pen", "blue-pen", "PEN-01", STATIONERY);
        var ink = product("Ink", "ink", "INK-01", null);
        var emma = product("Emma", "emma", "EMMA-01", BOOKS);
        assertThat(create(pen, ink, emma)).containsExactly(created(pen), created(ink), created(emma));
        assertThat(sent).containsExactly(pen, ink, emma);
        verify(categories).lockExisting(Set.of(STATIONERY.value(), BOOKS.value()));
    }

    @Test
    void a_product_with_a_conflict_is_left_out_with_its_reason() {
        var name = product("Notebook", "a4", "NB-04", STATIONERY);
        var slug = product("Notebook A4", "notebook", "NB-04", STATIONERY);
        var sku = product("Notebook A4", "a4", "nb-01", STATIONERY);
        var category = product("Notebook A4", "a4", "NB-04", NOWHERE);
        var pen = product("Pen", "pen", "PEN-01", STATIONERY);
        assertThat(create(name, slug, sku, pen, category))
                .containsExactly(
                        new Creation(name.product(), true, false, false, false),
                        new Creation(slug.product(), false, true, false, false),
                        new Creation(sku.product(), false, false, true, false),
                        created(pen),
                        new Creation(category.product(), false, false, false, true));
        assertThat(sent).containsExactly(pen);
    }

    @Test
    void all_conflicts_of_a_product_are_told_at_once() {
        var again = product("Notebook", "notebook", "NB-01", STATIONERY);
        var nowhere = product("Notebook", "notebook", "NB-01", NOWHERE);
        assertThat(create(again, nowhere))
                .containsExactly(
                        new Creation(again.product(), true, true, true, false),
                        new Creation(nowhere.product(), false, true, true, true));
        assertThat(sent).isEmpty();
    }

    @Test
    void the_first_product_of_many_gets_the_value_that_all_ask_for() {
        var first = product("Pen", "pen", "PEN-01", STATIONERY);
        var name = product("Pen", "pen-2", "PEN-02", STATIONERY);
        var slug = product("Pen, blue", "pen", "PEN-02", STATIONERY);
        var sku = product("Pen, blue", "pen-2", "pen-01", STATIONERY);
        assertThat(create(first, name, slug, sku))
                .containsExactly(
                        created(first),
                        new Creation(name.product(), true, false, false, false),
                        new Creation(slug.product(), false, true, false, false),
                        new Creation(sku.product(), false, false, true, false));
        assertThat(sent).containsExactly(first);
    }

    @Test
    void a_product_that_is_left_out_takes_nothing_from_the_next() {
        var refused = product("Pen", "pen", "NB-01", STATIONERY);
        var next = product("Pen", "pen", "PEN-01", STATIONERY);
        var afterThat = product("Ink", null, "INK-01", NOWHERE);
        var last = product("Ink", null, "INK-01", null);
        assertThat(create(refused, next, afterThat, last)).element(3).isEqualTo(created(last));
        assertThat(sent).containsExactly(next, last.withSlug(new Slug("ink")));
    }

    @Test
    void a_name_is_free_in_every_other_category_and_in_none() {
        var among = product("Notebook", "notebook-a4", "NB-04", BOOKS);
        var alone = product("Notebook", "notebook-a5", "NB-05", null);
        var again = product("Notebook", "notebook-a6", "NB-06", null);
        assertThat(create(among, alone, again))
                .containsExactly(
                        created(among), created(alone), new Creation(again.product(), true, false, false, false));
        assertThat(sent).containsExactly(among, alone);
    }

    @Test
    void derived_slugs_differ_from_each_other_and_from_taken_ones() {
        var pen = product("Pen", null, "PEN-01", STATIONERY);
        var penOfBooks = product("Pen", null, "PEN-02", BOOKS);
        var notebook = product("Notebook", null, "NB-04", BOOKS);
        var notebookAlone = product("Notebook", null, "NB-05", null);
        assertThat(create(pen, penOfBooks, notebook, notebookAlone)).allMatch(Creation::isPossible);
        assertThat(sent)
                .containsExactly(
                        pen.withSlug(new Slug("pen")),
                        penOfBooks.withSlug(new Slug("pen-2")),
                        notebook.withSlug(new Slug("notebook-2")),
                        notebookAlone.withSlug(new Slug("notebook-3")));
    }

    @Test
    void a_derived_slug_makes_way_for_one_that_was_chosen_even_after_it() {
        var derived = product("Pen", null, "PEN-01", STATIONERY);
        var chosen = product("Pencil", "pen", "PEN-02", STATIONERY);
        var alsoChosen = product("Pen, blue", "pen-2", "PEN-03", STATIONERY);
        assertThat(create(derived, chosen, alsoChosen)).allMatch(Creation::isPossible);
        assertThat(sent).containsExactly(derived.withSlug(new Slug("pen-3")), chosen, alsoChosen);
    }

    @Test
    void products_of_one_name_get_the_next_free_numbers_in_their_slugs() {
        when(products.findTakenSlugs(anyCollection())).thenAnswer(TakenValues.among("pen", "pen-3"));
        var pen = product("Pen", null, "PEN-01", STATIONERY);
        var penOfBooks = product("Pen", null, "PEN-02", BOOKS);
        create(pen, penOfBooks);
        assertThat(sent).containsExactly(pen.withSlug(new Slug("pen-2")), penOfBooks.withSlug(new Slug("pen-4")));
    }

    @Test
    void all_or_nothing_creates_all_without_conflicts() {
        var pen = product("Pen", null, "PEN-01", STATIONERY);
        var ink = product("Ink", "ink", "INK-01", null);
        var answer = handler.handle(new CreateProducts(List.of(pen, ink), true), commands);
        assertThat(answer.rows()).containsExactly(created(pen), created(ink));
        assertThat(sent).containsExactly(pen.withSlug(new Slug("pen")), ink);
    }

    @Test
    void all_or_nothing_creates_nothing_when_one_has_a_conflict() {
        var pen = product("Pen", null, "PEN-01", STATIONERY);
        var taken = product("Ink", "notebook", "INK-01", NOWHERE);
        var emma = product("Emma", null, "EMMA-01", BOOKS);
        var thrown = catchThrowableOfType(
                ProductRefused.class,
                () -> handler.handle(new CreateProducts(List.of(pen, taken, emma), true), commands));
        assertThat(thrown)
                .matches(
                        refusal(new SomeRefused(new Creations(List.of(
                                created(pen), new Creation(taken.product(), false, true, false, true), created(emma)))))
                                ::matches);
        assertThat(sent).isEmpty();
    }

    @Test
    void a_creation_that_fails_fails_the_whole_command() {
        var pen = product("Pen", "pen", "PEN-01", STATIONERY);
        doThrow(new IllegalStateException("Out of ink")).when(commands).sendAndWait(pen);
        assertThatThrownBy(() -> create(pen, product("Ink", "ink", "INK-01", null)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void values_that_no_product_has_are_not_queried() {
        create(product("Ink", null, "INK-01", null));
        verify(products, never()).findTakenSlugs(argThat(Collection::isEmpty));
        verifyNoInteractions(categories);
    }

    @Test
    void no_products_need_no_query() {
        assertThat(create()).isEmpty();
        assertThat(handler.handle(new CreateProducts(List.of(), true), commands).rows())
                .isEmpty();
        assertThat(sent).isEmpty();
        verifyNoInteractions(products, categories);
    }

    private List<Creation> create(CreateProduct... asked) {
        return handler.handle(new CreateProducts(List.of(asked), false), commands)
                .rows();
    }

    private static CreateProduct product(
            String name, @Nullable String slug, String sku, @Nullable CategoryId category) {
        return new CreateProduct(
                ProductId.random(),
                new ProductName(name),
                slug == null ? null : new Slug(slug),
                new Sku(sku),
                "Handmade.",
                Notebook.PRICE,
                category,
                40,
                5,
                true);
    }

    private static Creation created(CreateProduct product) {
        return new Creation(product.product(), false, false, false, false);
    }
}
