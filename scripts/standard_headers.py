# SPDX-License-Identifier: Apache-2.0
"""Whether a C++ file has the standard header of every std:: name in it, from itself or from the project's headers that it includes.

The compiler does not see that: precompiled headers and sources that are compiled in groups hide what is missing.
"""
import re
from functools import lru_cache

from cpp_functions import blank

# Header: the names it is included for. A name of several headers comes with each of them.
NAMES = {
    "algorithm": "adjacent_find all_of any_of binary_search clamp copy copy_if copy_n count count_if equal fill fill_n find find_if "
                 "find_if_not for_each generate includes is_sorted lexicographical_compare lower_bound max max_element merge min min_element "
                 "minmax minmax_element mismatch none_of nth_element partial_sort partition remove remove_if replace replace_if reverse rotate "
                 "search set_difference set_intersection sort stable_partition stable_sort swap_ranges transform unique upper_bound",
    "array": "array size_t get", "atomic": "atomic", "bit": "bit_cast bit_width countr_zero popcount endian", "bitset": "bitset",
    "cctype": "isalnum isalpha isdigit isspace tolower toupper", "cerrno": "errno", "charconv": "chars_format from_chars to_chars errc",
    "chrono": "chrono", "cmath": "abs acos asin atan atan2 atanh cbrt ceil cos cosh erf erfc exp exp2 expm1 fabs floor fmax fmin fmod hypot isfinite "
    "isinf isnan log log10 log1p log2 lround nan nextafter pow remainder round signbit sin sqrt tan tanh tgamma trunc",
    "compare": "strong_ordering weak_ordering partial_ordering", "concepts": "integral floating_point same_as convertible_to invocable",
    "condition_variable": "condition_variable condition_variable_any", "csignal": "signal raise", "cstddef": "size_t ptrdiff_t byte nullptr_t",
    "cstdint": "int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t uintptr_t",
    "cstdio": "FILE fclose fopen fprintf fputs printf remove rename snprintf sscanf size_t",
    "cstdlib": "abort abs atoi exit free getenv malloc realloc strtod strtol system size_t", "cstring": "memchr memcmp memcpy memset strerror strlen size_t",
    "ctime": "strftime time time_t tm", "deque": "deque", "exception": "current_exception exception exception_ptr make_exception_ptr rethrow_exception "
    "terminate uncaught_exceptions", "filesystem": "filesystem error_code", "fstream": "ifstream ofstream fstream ios streamsize streamoff filebuf",
    "functional": "function equal_to greater hash less minus multiplies plus ref cref reference_wrapper invoke",
    "future": "async future promise", "initializer_list": "initializer_list size_t",
    "iomanip": "setprecision setw setfill", "ios": "ios fixed scientific showpoint streamsize streamoff", "iostream": "cerr cin cout flush endl ostream istream",
    "iterator": "advance back_inserter distance inserter istreambuf_iterator next prev ssize size input_iterator_tag forward_iterator_tag",
    "istream": "istream getline streamsize streamoff", "limits": "numeric_limits", "list": "list", "map": "map multimap pair size_t erase_if swap",
    "memory": "addressof make_shared make_unique make_unique_for_overwrite shared_ptr unique_ptr weak_ptr static_pointer_cast default_delete",
    "mutex": "call_once lock_guard mutex once_flag scoped_lock unique_lock", "new": "bad_alloc nothrow size_t", "numbers": "numbers",
    "numeric": "accumulate gcd inner_product iota lcm partial_sum reduce transform_reduce", "optional": "nullopt optional",
    "ostream": "flush endl ostream", "random": "discrete_distribution minstd_rand mt19937 mt19937_64 normal_distribution seed_seq "
    "uniform_int_distribution uniform_real_distribution", "regex": "regex", "set": "multiset set erase_if swap pair", "span": "ptrdiff_t span size_t as_bytes ssize data",
    "sstream": "istringstream ostringstream stringstream", "stdexcept": "invalid_argument logic_error out_of_range overflow_error runtime_error",
    "stop_token": "stop_callback stop_source stop_token", "streambuf": "streambuf streamsize",
    "string": "ptrdiff_t char_traits erase erase_if getline stod stof stoi stol stoul stoull string to_string size_t ssize swap",
    "string_view": "string_view size_t char_traits", "system_error": "errc error_code generic_category make_error_code system_category system_error",
    "thread": "jthread this_thread thread", "tuple": "apply get ignore make_tuple tie tuple tuple_size_v", "type_traits": "common_type_t conditional_t decay_t "
    "enable_if_t false_type invoke_result_t is_arithmetic_v is_base_of_v is_convertible_v is_enum_v is_floating_point_v is_integral_v is_same_v "
    "is_trivially_copyable_v is_void_v make_unsigned_t remove_const_t remove_cvref_t remove_reference_t true_type underlying_type_t",
    "typeinfo": "bad_cast", "unordered_map": "unordered_map erase_if", "unordered_set": "unordered_set",
    "utility": "as_const declval exchange forward get in_place index_sequence make_index_sequence make_pair move pair swap unreachable",
    "variant": "get get_if holds_alternative monostate variant visit", "vector": "ptrdiff_t erase erase_if size_t ssize swap vector",
}
HEADERS = {}
for _header, _names in NAMES.items():
    for _name in _names.split():
        HEADERS.setdefault(_name, set()).add(_header)
# These headers are said to bring the others with them.
BRINGS = {"iostream": {"ostream", "istream", "ios"}, "fstream": {"ostream", "istream", "ios"}, "sstream": {"ostream", "istream", "ios"},
          "ostream": {"ios"}, "istream": {"ios"}, "iomanip": {"ios"}, "thread": {"stop_token"},
          # Containers and texts declare pair, initializer_list and std::size (their begin() and end()).
          "map": {"initializer_list", "utility"}, "set": {"initializer_list"}, "vector": {"initializer_list"},
          "string": {"initializer_list"}, "tuple": {"utility"}}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
NAME = re.compile(r"\bstd::(\w+)")


@lru_cache(maxsize=None)
def reached(root, file):
    """Standard headers that a file includes, itself or through headers of the project."""
    found, seen, open_files = set(), {file}, [file]
    while open_files:
        for kind, name in INCLUDE.findall((root / open_files.pop()).read_text(encoding="utf-8")):
            if kind == "<":
                found |= {name} | BRINGS.get(name, set())
            elif name not in seen and (root / name).is_file():
                seen.add(name)
                open_files.append(name)
    return found


def missing_headers(root, file, text):
    """(line, message) of the first use of each name whose header is missing, or which no row above has."""
    told = set()
    for number, line in enumerate(blank(text).splitlines(), 1):
        for name in NAME.findall(line):
            headers = HEADERS.get(name)
            if name in told or (headers and headers & reached(root, file.as_posix())):
                continue
            told.add(name)
            wanted = f"needs #include <{'> or <'.join(sorted(headers))}>" if headers else "is no name of scripts/standard_headers.py: add it there"
            yield number, f"std::{name} {wanted}"
