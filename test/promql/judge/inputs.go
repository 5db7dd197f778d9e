package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// inputs reads the `input` of each case of `testExpr` out of the parser's tests; those that are UTF-8.
func inputs(path string) []string {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	check(err)
	var found []string
	for _, one := range cases(file) {
		for _, part := range one.Elts {
			field, ok := part.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			if name, ok := field.Key.(*ast.Ident); ok && name.Name == "input" {
				if text := value(field.Value); utf8.ValidString(text) {
					found = append(found, text)
				}
			}
		}
	}
	return found
}

func cases(file *ast.File) []*ast.CompositeLit {
	var found []*ast.CompositeLit
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != "testExpr" {
			return true
		}
		for _, one := range spec.Values[0].(*ast.CompositeLit).Elts {
			found = append(found, one.(*ast.CompositeLit))
		}
		return false
	})
	return found
}

// value evaluates the few forms in which the inputs are written: literals, their sums, and Sprintf of a number.
func value(expr ast.Expr) string {
	switch part := expr.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(part.Value)
		check(err)
		return text
	case *ast.BinaryExpr:
		return value(part.X) + value(part.Y)
	case *ast.CallExpr:
		return fmt.Sprintf(value(part.Args[0]), number(part.Args[1]))
	}
	panic(fmt.Sprintf("an input of a form that isn't known: %T", expr))
}

func number(expr ast.Expr) float64 {
	switch part := expr.(type) {
	case *ast.BasicLit:
		value, err := strconv.ParseFloat(part.Value, 64)
		check(err)
		return value
	case *ast.CallExpr:
		return number(part.Args[0])
	case *ast.SelectorExpr:
		return map[string]float64{"MaxInt64": math.MaxInt64, "MinInt64": math.MinInt64}[part.Sel.Name]
	case *ast.BinaryExpr:
		if part.Op == token.SUB {
			return number(part.X) - number(part.Y)
		}
		return number(part.X) + number(part.Y)
	}
	panic(fmt.Sprintf("a number of a form that isn't known: %T", expr))
}

var evaluated = []*regexp.Regexp{
	regexp.MustCompile(`^eval(?:_\w+)?\s+instant\s+(?:at\s+\S+\s+)?(.+)$`),
	regexp.MustCompile(`^eval(?:_\w+)?\s+range\s+from\s+\S+\s+to\s+\S+\s+step\s+\S+\s+(.+)$`),
}

// queries reads what the `eval` commands of a file of the engine's tests evaluate, those that are to fail included.
func queries(path string) []string {
	file, err := os.Open(path)
	check(err)
	defer file.Close()
	var found []string
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if !strings.HasPrefix(line, "eval") {
			continue
		}
		query := ""
		for _, form := range evaluated {
			if match := form.FindStringSubmatch(line); match != nil {
				query = match[1]
			}
		}
		if query == "" {
			panic("no query in " + path + ": " + line)
		}
		found = append(found, query)
	}
	check(lines.Err())
	return found
}
