package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// constraint is what the real provider asks of an argument beyond its type.
type constraint struct {
	ForceNew      bool      `json:"forceNew"`
	ConflictsWith []string  `json:"conflictsWith"`
	OneOf         []string  `json:"oneOf"`
	Range         []float64 `json:"range"`
}

// constraints are by resource type and the path of an argument.
type constraints map[string]map[string]constraint

func readConstraints(file string) (constraints, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("PROVIDER_CONSTRAINTS: %w", err)
	}
	var read constraints
	return read, json.Unmarshal(text, &read)
}

// allows says whether a value is one of those that are listed, or within the range: an argument may have both.
func (c constraint) allows(text string) bool {
	if len(c.OneOf) == 0 && len(c.Range) == 0 || slices.Contains(c.OneOf, text) {
		return true
	}
	number, err := strconv.ParseFloat(text, 64)
	return len(c.Range) == 2 && err == nil && number >= c.Range[0] && number <= c.Range[1]
}

// judge says what the real provider objects to in a configuration.
func (c constraints) judge(typeName string, set map[string][]tftypes.Value) []*tfprotov5.Diagnostic {
	var found []*tfprotov5.Diagnostic
	object := func(path, format string, args ...any) {
		found = append(found, &tfprotov5.Diagnostic{
			Severity: tfprotov5.DiagnosticSeverityError,
			Summary:  path + ": " + fmt.Sprintf(format, args...),
			Attribute: tftypes.NewAttributePath().
				WithAttributeName(strings.Split(path, ".")[0]),
		})
	}
	for path, rule := range c[typeName] {
		for _, value := range set[path] {
			if text := textOf(value); text != "" && !rule.allows(text) {
				object(path, "expected one of %v or a number within %v, got %s", rule.OneOf, rule.Range, text)
			}
		}
		for _, other := range rule.ConflictsWith {
			if len(set[path]) > 0 && len(set[other]) > 0 {
				object(path, "conflicts with %s", other)
			}
		}
	}
	return found
}

// replacedBy are the arguments whose change makes another resource.
func (c constraints) replacedBy(typeName string, prior, planned map[string][]tftypes.Value) []*tftypes.AttributePath {
	seen := map[string]bool{}
	var paths []*tftypes.AttributePath
	for path, rule := range c[typeName] {
		argument := strings.Split(path, ".")[0]
		if rule.ForceNew && !seen[argument] && !sameValues(prior[path], planned[path]) {
			seen[argument] = true
			paths = append(paths, tftypes.NewAttributePath().WithAttributeName(argument))
		}
	}
	return paths
}

// valuesByPath are what is set, by the path of the argument without positions; blocks are there as well.
func valuesByPath(schema *tfprotov5.Schema, given *tfprotov5.DynamicValue) (map[string][]tftypes.Value, error) {
	value, err := given.Unmarshal(schema.ValueType())
	if err != nil {
		return nil, err
	}
	found := map[string][]tftypes.Value{}
	return found, collect(value, "", found)
}

func collect(value tftypes.Value, path string, found map[string][]tftypes.Value) error {
	if value.IsNull() {
		return nil
	}
	kind := value.Type()
	switch {
	case kind.Is(tftypes.Object{}) && value.IsKnown():
		if path != "" {
			found[path] = append(found[path], value)
		}
		var fields map[string]tftypes.Value
		if err := value.As(&fields); err != nil {
			return err
		}
		for name, field := range fields {
			if err := collect(field, strings.TrimPrefix(path+"."+name, "."), found); err != nil {
				return err
			}
		}
	case (kind.Is(tftypes.List{}) || kind.Is(tftypes.Set{})) && value.IsKnown():
		var items []tftypes.Value
		if err := value.As(&items); err != nil {
			return err
		}
		for _, item := range items {
			if err := collect(item, path, found); err != nil {
				return err
			}
		}
	default:
		found[path] = append(found[path], value)
	}
	return nil
}

// textOf is empty for what is not known, and for what is no scalar.
func textOf(value tftypes.Value) string {
	if !value.IsKnown() || value.IsNull() {
		return ""
	}
	var text string
	if value.As(&text) == nil {
		return text
	}
	var number big.Float
	if value.As(&number) == nil {
		return number.Text('f', -1)
	}
	return ""
}

func sameValues(left, right []tftypes.Value) bool {
	return slices.EqualFunc(left, right, tftypes.Value.Equal)
}
