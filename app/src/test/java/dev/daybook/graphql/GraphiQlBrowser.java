package dev.daybook.graphql;

import dev.daybook.support.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** GraphiQL as somebody sees it who has no network but this machine. */
public final class GraphiQlBrowser implements AutoCloseable {

    private static final By EXECUTE = By.cssSelector(".graphiql-execute-button");
    private static final By TABS = By.cssSelector(".graphiql-tab-button");
    private static final By ADD_TAB = By.cssSelector(".graphiql-tab-add");
    private static final By LOADING = By.cssSelector(".graphiql-spinner");
    private static final By WHO = By.id("who");
    private static final String ANSWER = "return document.querySelector('.result-window .CodeMirror').CodeMirror.";
    private static final String VARIABLES =
            "return document.querySelector('[aria-label=Variables] .CodeMirror').CodeMirror.getValue()";
    private static final String DOCUMENT =
            "return document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.getValue()";
    private static final String KNOWS_THE_OPERATION = """
            const query = document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror;
            return query.operationName === arguments[0] && query.getValue().includes(query.operationName)""";
    private static final String IS_IN_REACH = """
            const {left, top, right, bottom} = arguments[0].getBoundingClientRect();
            const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return arguments[0].contains(seen) && left >= 0 && right <= innerWidth && bottom <= innerHeight""";

    private final Browser browser;

    private GraphiQlBrowser(Browser browser) {
        this.browser = browser;
    }

    /** Empty where no Chromium is installed. */
    public static Optional<GraphiQlBrowser> open(Path userDataDir) {
        return Browser.open(userDataDir).map(GraphiQlBrowser::new);
    }

    /** Waits until the page is drawn and knows the schema. */
    public void visit(String address) {
        browser.visit(address + "/graphiql");
        browser.awaitClickable(EXECUTE);
        browser.awaitGone(LOADING);
    }

    /** Uses the bar above GraphiQL and waits for what it says. */
    public String logIn(String login, String password) {
        browser.type(By.name("login"), login);
        browser.type(By.name("password"), password);
        browser.click(By.cssSelector("#log-in button"));
        return text(() -> browser.find(WHO).getText());
    }

    /** Presses the button of an account of the demo. */
    public void signInAs(String username) {
        browser.click(By.xpath("//header//button[starts-with(., '%s')]".formatted(username)));
        browser.await(() -> browser.find(WHO).getText().contains(username));
    }

    public List<String> demoAccounts() {
        return texts(By.cssSelector("header .demo button"));
    }

    public List<String> links() {
        browser.awaitClickable(By.linkText("Operations"));
        return texts(By.cssSelector("header nav a"));
    }

    /** The names of the examples for a role. */
    List<String> examplesFor(String role) {
        return texts(By.cssSelector(".examples [aria-label='%s'] strong".formatted(role)));
    }

    public void showExample(String name) {
        browser.click(By.xpath("//section[@class='examples']//button[strong='%s']".formatted(name)));
        browser.await(() -> Boolean.TRUE.equals(browser.run(KNOWS_THE_OPERATION, name)));
    }

    boolean isSubscription() {
        return String.valueOf(browser.run(DOCUMENT)).contains("\nsubscription ");
    }

    /** Opens or closes a pane beside the editors. */
    void toggle(String pane) {
        browser.click(By.cssSelector(".graphiql-sidebar [aria-label$='%s']".formatted(pane)));
    }

    String awaitPane(String words) {
        var pane = By.className("graphiql-plugin");
        browser.await(() -> browser.find(pane).getText().contains(words));
        return browser.find(pane).getText();
    }

    String variables() {
        return String.valueOf(browser.run(VARIABLES));
    }

    List<String> tabs() {
        return texts(TABS);
    }

    boolean hasAllTabsInReach() {
        return browser.findAll(TABS).stream().allMatch(this::isInReach) && isInReach(browser.find(ADD_TAB));
    }

    void addTab() {
        browser.click(ADD_TAB);
    }

    /** Whether the first lines of the answer are seen without scrolling. */
    boolean showsTheAnswer() {
        return isInReach(browser.find(By.cssSelector(".result-window .CodeMirror-line:nth-of-type(3)")));
    }

    /** Presses the button of the open tab and waits for the answer. */
    public String execute() {
        press();
        return text(this::answer);
    }

    /** Presses the button of the open tab, which also ends what goes on. */
    public void press() {
        browser.run(ANSWER + "setValue('')");
        browser.click(EXECUTE);
    }

    public String answer() {
        return String.valueOf(browser.run(ANSWER + "getValue()"));
    }

    /** Returns the errors in the browser's log since the last call. */
    public List<String> severeErrors() {
        return browser.severeErrors();
    }

    /** Leaves out GraphiQL's editors: their fields have no labels, and the colors of its syntax are pale. */
    List<?> faults() {
        return browser.faults(".CodeMirror");
    }

    void becomePhone(int height) {
        browser.becomePhone(390, height);
    }

    void preferDark() {
        browser.preferDark();
    }

    public void saveScreenshot(Path file) throws IOException {
        browser.saveScreenshot(file);
    }

    @Override
    public void close() {
        browser.close();
    }

    private boolean isInReach(WebElement element) {
        return Boolean.TRUE.equals(browser.run(IS_IN_REACH, element));
    }

    private List<String> texts(By what) {
        return browser.findAll(what).stream().map(WebElement::getText).toList();
    }

    private String text(Supplier<String> source) {
        browser.await(() -> !source.get().isBlank());
        return source.get();
    }
}
