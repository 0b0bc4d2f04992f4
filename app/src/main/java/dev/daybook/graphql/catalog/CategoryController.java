package dev.daybook.graphql.catalog;

import dev.daybook.catalog.CatalogIndex;
import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.category.CategoryCommand;
import dev.daybook.catalog.category.CategoryCommand.CreateCategory;
import dev.daybook.catalog.category.CategoryCommand.DeleteCategory;
import dev.daybook.catalog.category.CategoryCommand.MoveCategory;
import dev.daybook.catalog.category.CategoryCommand.UpdateCategory;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.category.CategoryName;
import dev.daybook.catalog.category.CategoryView;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.commands.Commands;
import dev.daybook.graphql.catalog.CategoryFigures.Figures;
import dev.daybook.graphql.errors.Refused;
import dev.daybook.graphql.errors.UserError;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.graphql.types.Payload;
import dev.daybook.security.Caller;
import dev.daybook.users.text.Slug;
import graphql.schema.DataFetchingEnvironment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

@Controller
class CategoryController {
    private final Categories categories;
    private final CategoryFigures figures;
    private final ProductListing products;
    private final Commands commands;

    CategoryController(Categories categories, CategoryFigures figures, ProductListing products, Commands commands) {
        this.categories = categories;
        this.figures = figures;
        this.products = products;
        this.commands = commands;
    }

    record CategoryIdentifier(@Nullable String id, @Nullable String slug) {}

    record CreateCategoryInput(
            String name,
            @Nullable String slug,
            @Nullable String description,
            @Nullable String parentId) {}

    record UpdateCategoryInput(
            String categoryId,
            ArgumentValue<String> name,
            ArgumentValue<String> slug,
            ArgumentValue<String> description,
            @Nullable Long expectedVersion) {}

    record MoveCategoryInput(
            String categoryId,
            @Nullable String newParentId,
            @Nullable Long expectedVersion) {}

    enum OnCategoryDelete {
        RESTRICT,
        DETACH
    }

    record DeleteCategoryInput(
            String categoryId,
            OnCategoryDelete onDelete,
            @Nullable Long expectedVersion) {}

    public record CategoryPayload(CategoryView category) implements Payload {}

    public record DeleteCategoryPayload(String deletedCategoryId) implements Payload {}

    @QueryMapping
    Optional<CategoryView> category(@Argument CategoryIdentifier by) {
        return by.id() != null
                ? GlobalId.parse("Category", by.id()).flatMap(categories::findById)
                : Optional.ofNullable(by.slug()).flatMap(categories::findBySlug);
    }

    @QueryMapping
    List<CategoryView> categories(@Argument @Nullable String parentId) {
        return parentId == null
                ? categories.findByParentIdIsNullOrderByNameAscIdAsc()
                : GlobalId.parse("Category", parentId)
                        .map(categories::findByParentIdOrderByNameAscIdAsc)
                        .orElse(List.of());
    }

    @QueryMapping
    List<CategoryStats> categoryStats() {
        var byCategory = figures.ofAll();
        return categories.findAllByOrderByNameAscIdAsc().stream()
                .map(category -> new CategoryStats(
                        category, byCategory.getOrDefault(category.id(), Figures.none(category.id()))))
                .sorted(Comparator.comparingInt(CategoryStats::productCount).reversed())
                .toList();
    }

    @SchemaMapping(typeName = "Category")
    @Nullable CompletableFuture<CategoryView> parent(CategoryView category, DataLoader<UUID, CategoryView> categories) {
        return category.parentId() == null ? null : categories.load(category.parentId());
    }

    @SchemaMapping(typeName = "Category")
    CompletableFuture<List<CategoryView>> children(
            CategoryView category, DataLoader<UUID, List<CategoryView>> childCategories) {
        return childCategories.load(category.id());
    }

    @SchemaMapping(typeName = "Category")
    CompletableFuture<List<CategoryView>> ancestors(
            CategoryView category, DataLoader<UUID, List<CategoryView>> ancestorCategories) {
        return ancestorCategories.load(category.id());
    }

    @SchemaMapping(typeName = "Category")
    CompletableFuture<Connection<ProductView>> products(
            CategoryView category,
            @Argument boolean includeDescendants,
            @Argument ProductListing.@Nullable ProductFilter filter,
            @Argument ProductListing.@Nullable ProductOrder orderBy,
            DataFetchingEnvironment field) {
        return products.ofCategory(category.id(), includeDescendants, filter, orderBy, field);
    }

    @SchemaMapping(typeName = "Category")
    CompletableFuture<CategoryStats> stats(CategoryView category, DataLoader<UUID, Figures> categoryFigures) {
        return categoryFigures.load(category.id()).thenApply(found -> new CategoryStats(category, found));
    }

    @MutationMapping
    CategoryPayload createCategory(@Argument CreateCategoryInput input, Caller caller) {
        var in = new InputReader("input");
        var name = in.read("name", input.name(), CategoryName::typed);
        var slug = in.readOptional("slug", input.slug(), CategoryController::slug);
        var description = in.readOptional("description", input.description(), ProductInputs::description);
        var parent = in.readOptionalId("parentId", "Category", input.parentId(), CategoryId::new);
        var id = CategoryId.random();
        var command =
                in.whenValid(() -> new CreateCategory(id, name.get(), slug.get(), description.get(), parent.get()));
        return send(
                command,
                command.slug() == null ? commands.retryingOnConflictOf(CatalogIndex.CATEGORY_SLUG) : commands,
                caller);
    }

    @MutationMapping
    CategoryPayload updateCategory(@Argument UpdateCategoryInput input, Caller caller) {
        var in = new InputReader("input");
        var id = in.readId("categoryId", "Category", input.categoryId(), CategoryId::new);
        var name = in.change("name", input.name(), CategoryName::typed);
        var slug = in.change("slug", input.slug(), CategoryController::slug);
        var description = in.changeOptional("description", input.description(), ProductInputs::description);
        return send(
                in.whenValid(() -> new UpdateCategory(
                        id.get(), name.get(), slug.get(), description.get(), input.expectedVersion())),
                commands,
                caller);
    }

    @MutationMapping
    CategoryPayload moveCategory(@Argument MoveCategoryInput input, Caller caller) {
        var in = new InputReader("input");
        var id = in.readId("categoryId", "Category", input.categoryId(), CategoryId::new);
        var parent = in.readOptionalId("newParentId", "Category", input.newParentId(), CategoryId::new);
        return send(
                in.whenValid(() -> new MoveCategory(id.get(), parent.get(), input.expectedVersion())),
                commands,
                caller);
    }

    @MutationMapping
    DeleteCategoryPayload deleteCategory(@Argument DeleteCategoryInput input, Caller caller) {
        var in = new InputReader("input");
        var id = in.readId("categoryId", "Category", input.categoryId(), CategoryId::new);
        var command = in.whenValid(() ->
                new DeleteCategory(id.get(), input.onDelete() == OnCategoryDelete.DETACH, input.expectedVersion()));
        // Another product may take the name just before a product of that name loses its category.
        commands.retryingOnConflictOf(CatalogIndex.PRODUCT_NAME).send(command, caller.actor());
        return new DeleteCategoryPayload(
                new GlobalId("Category", command.category().value()).toString());
    }

    private CategoryPayload send(CategoryCommand command, Commands how, Caller caller) {
        how.send(command, caller.actor());
        return new CategoryPayload(
                categories.findById(command.category().value()).orElseThrow(CategoryController::unknown));
    }

    /** The refusal when the category was deleted just after the command. */
    private static Refused unknown() {
        return new Refused(UserError.Code.NOT_FOUND, "There is no such category", "input", "categoryId");
    }

    private static Slug slug(String typed) {
        return Slug.typed(typed, 100);
    }
}
